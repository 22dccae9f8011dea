/**
 * The main job, as the people in it live it: a merchant connects Zendesk, an author complains, an agent answers in Zendesk, the
 * merchant publishes, the public page shows both.
 */
import { randomUUID } from 'node:crypto';
import { agentScreen } from './pages/agentScreen';
import { portal, type Credentials } from './pages/portal';
import { mailsTo } from './support/mails';
import { expect, test } from './support/test';
import { watchWidget, widgetHost, widgetKey } from './pages/widget';
import { control } from './zendesk/control';

const account = 'boutique-fr';
const website = {
  id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01',
  secretKey: 'demo-maison-lune-fr-secret-key-0001',
};
const admin = `admin@${account}.test`;
const methods: Credentials[] = [
  { method: 'Mot de passe', email: admin, secret: 'zendesk-demo' },
  { method: 'Token API', email: admin, secret: `zt-${account}-demo-token` },
  { method: 'Client OAuth', clientId: 'verified_reviews', secret: `zs-${account}-demo-secret` },
];

test('from the connection to the certificate', async ({ browser, page, practiceUrl }) => {
  const zendesk = control(practiceUrl);
  const merchant = portal(page);
  const orderRef = `STORY-${randomUUID().slice(0, 8).toUpperCase()}`;
  const email = `lea.${orderRef.toLowerCase()}@author.test`;
  const complaint = `Trois semaines de retard et aucune nouvelle (${orderRef}).`;
  const answer = `Bonjour, nous vous remboursons le port. (${orderRef})`;

  await test.step('the merchant signs in and opens Applications → Zendesk', async () => {
    await merchant.signIn('merchant@demo.test');
    await merchant.openZendesk();
  });

  const { connection } = merchant;
  const untouched = await zendesk.objects(account);
  await test.step('a test that fails names the check, says why and what to do, and saves nothing', async () => {
    await connection.fill(`https://${account}.zendesk.com/agent/dashboard`, {
      ...methods[2]!,
      secret: 'not-the-secret',
    });
    await connection.test();
    await expect(connection.check('Compte trouvé')).toHaveAttribute('data-state', 'passed');
    const refused = connection.check('Identifiants acceptés');
    await expect(refused).toHaveAttribute('data-state', 'failed');
    await expect(refused).toContainText('Zendesk refuse ces identifiants');
    await expect(connection.card.getByText('Rien n’a été enregistré.')).toBeVisible();
    expect(await zendesk.objects(account)).toEqual(untouched);
  });

  for (const credentials of methods) {
    await test.step(`connects by: ${credentials.method}`, async () => {
      await connection.fill(account, credentials);
      await connection.test();
      await expect(connection.check('Utilisateur administrateur')).toHaveAttribute('data-state', 'passed');
      await expect(connection.check('Premier commentaire privé')).toHaveAttribute('data-state', 'passed');
      await connection.save();
      await expect(connection.card.getByText('Active', { exact: true })).toBeVisible();
    });
  }

  await test.step('three saves have made one field, one webhook, one trigger', async () => {
    const { fields, webhooks, triggers } = await zendesk.objects(account);
    expect(fields.filter((field) => field.title === 'idVente')).toHaveLength(1);
    expect(webhooks).toHaveLength(1);
    expect(
      triggers.filter((trigger) => JSON.stringify(trigger.actions).includes('notification_webhook')),
    ).toHaveLength(1);
  });

  await test.step('the chat opens at two stars and less', async () => {
    const chat = page.locator('#chat');
    await chat.getByRole('switch', { name: 'Afficher le chat' }).check();
    await chat
      .getByLabel('Clé de compte du widget')
      .fill(`<script id="ze-snippet" src="https://${widgetHost}/ekr/snippet.js?key=${widgetKey}"></script>`);
    await expect(chat.getByText(`Clé comprise : ${widgetKey}`)).toBeVisible();
    await chat.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Réglages du chat enregistrés.')).toBeVisible();
  });

  const reviewUrl = await test.step('the shop sends an order', async () => {
    const response = await page.request.post('/api/v1/orders', {
      headers: {
        authorization: `Basic ${Buffer.from(`${website.id}:${website.secretKey}`).toString('base64')}`,
      },
      data: {
        orderRef,
        orderDate: new Date(Date.now() - 10 * 86_400_000).toISOString(),
        locale: 'fr',
        customer: { firstName: 'Léa', lastName: 'Marchand', email },
        products: [],
      },
    });
    expect(response.status()).toBe(201);
    return ((await response.json()) as { reviewUrl: string }).reviewUrl;
  });

  await test.step('the author gives one star; the chat opens then and not before', async () => {
    const author = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR' });
    const form = await author.newPage();
    const widget = await watchWidget(form);
    await form.goto(reviewUrl);
    await form
      .getByRole('radio', { name: /^5 sur 5/ })
      .first()
      .check({ force: true });
    await form.getByLabel(/Votre commentaire/).fill(complaint);
    expect(widget.outside).toEqual([]);
    await form
      .getByRole('radio', { name: /^1 sur 5/ })
      .first()
      .check({ force: true });
    await expect.poll(() => widget.calls()).toContain('messenger open');
    expect(widget.outside.every((url) => new URL(url).hostname === widgetHost)).toBe(true);
    await form.getByRole('radio', { name: /Prénom et initiale|Léa/ }).check({ force: true });
    await form.getByRole('checkbox', { name: /Je certifie/ }).check();
    await form.getByRole('button', { name: 'Envoyer mon avis' }).click();
    await expect(form.getByRole('heading', { name: 'Merci, votre avis est enregistré' })).toBeVisible();
    await author.close();
  });

  const ours = async () =>
    (await zendesk.tickets(account)).filter((ticket) =>
      Object.values(ticket.customFields).includes(orderRef),
    );
  await test.step('one ticket, the review as an internal note, and nobody mailed', async () => {
    await expect.poll(async () => (await ours()).length, { timeout: 20_000 }).toBe(1);
    const [ticket] = await ours();
    expect(ticket).toMatchObject({ requester: email, status: 'new' });
    expect(ticket!.comments.map((comment) => comment.isPublic)).toEqual([false]);
    expect(ticket!.tags).toEqual(
      expect.arrayContaining(['verified_reviews', 'vr_in_moderation', 'vr_rating_1']),
    );
  });

  await test.step('an agent reads the note and answers publicly', async () => {
    const desk = await browser.newContext({ locale: 'fr-FR' });
    const agent = agentScreen(await desk.newPage(), practiceUrl, account);
    await agent.signIn(`camille@${account}.test`);
    await agent.openTicket(`commande ${orderRef}`);
    await expect(agent.notes.first()).toContainText(complaint);
    await agent.reply(answer);
    await expect(agent.replies).toHaveCount(1);
    await desk.close();
  });

  await test.step('the reply is on the review with the agent’s name, without a reload', async () => {
    await page.goto(`/reviews?q=${orderRef}`);
    await page.getByRole('link', { name: new RegExp(orderRef) }).click();
    await expect(page.getByText(answer)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/Camille/).first()).toBeVisible();
  });

  await test.step('the author was mailed once by us and never by Zendesk', async () => {
    await expect
      .poll(
        async () =>
          (await mailsTo(email)).filter(
            (mail) => mail.text.includes(orderRef) && mail.text.includes('remboursons'),
          ).length,
      )
      .toBe(1);
    const ids = new Set((await ours()).map((ticket) => ticket.id));
    expect((await zendesk.mails(account)).filter((mail) => ids.has(mail.ticketId))).toEqual([]);
  });

  await test.step('the merchant publishes, and the ticket knows', async () => {
    await page.getByRole('button', { name: 'Publier l’avis' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click();
    await expect(page.getByText('Publié', { exact: true }).first()).toBeVisible();
    await expect.poll(async () => (await ours())[0]?.status, { timeout: 20_000 }).toBe('solved');
    expect((await ours())[0]?.tags).toContain('vr_published');
  });

  await test.step('the certificate shows the review and the reply', async () => {
    await page.goto(`/certificate/${website.id}`);
    const review = page.getByRole('article').filter({ hasText: complaint });
    await expect(review).toContainText('Léa M.');
    await expect(review).toContainText(answer);
  });
});
