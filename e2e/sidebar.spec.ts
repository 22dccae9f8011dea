/**
 * The panel beside a ticket, in the practice Zendesk's host: each action in French and English, in light and dark; two agents in
 * step; a slow and a lost network; openings that are over or forged.
 */
import { createHmac, randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openDesk, openPanel, publishOlder, sendReviews, type Desk } from './pages/panel';
import { environment } from './support/environment';
import { expect, test } from './support/test';

const run = randomUUID().slice(0, 6).toUpperCase();
const order = (name: string) => `PANEL-${name}-${run}`;
const complaint = 'Three weeks late and the box was broken. Write to me at rose.hart@mail.test.';

let desk: Desk;
let tickets: Map<string, number>;
const ticketOf = (name: string) => tickets.get(order(name)) ?? 0;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  desk = await openDesk(browser, environment.E2E_PRACTICE_URL ?? '');
  const page = await browser.newPage();
  tickets = await sendReviews(page, desk, [
    { orderRef: order('FR'), comment: complaint, isEarlyByMinutes: 0 },
    { orderRef: order('EN'), comment: complaint, isEarlyByMinutes: 1 },
    ...['REPORT', 'NET', 'OPEN'].map((name) => ({ orderRef: order(name), comment: complaint })),
  ]);
  await page.close();
});

/** The whole screen, the panels' frames included. */
async function faults(page: Page, rulesOff: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(rulesOff).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const speech = {
  fr: {
    locale: 'fr',
    scheme: 'light',
    ...{ moderation: 'En modération', insert: 'Insérer dans la réponse' },
    ...{
      inserted: 'Modèle inséré',
      hide: 'Masquer les échanges',
      hidden: 'Échanges masqués au public.',
      undo: 'Annuler',
    },
    ...{
      publish: 'Publier',
      confirm: 'Publier l’avis',
      published: 'Publié',
      done: 'Avis publié.',
    },
  },
  en: {
    locale: 'en-US',
    scheme: 'dark',
    ...{ moderation: 'In moderation', insert: 'Insert into the reply' },
    ...{
      inserted: 'Template inserted',
      hide: 'Hide the exchanges',
      hidden: 'Exchanges hidden',
      undo: 'Undo',
    },
    ...{
      publish: 'Publish',
      confirm: 'Publish the review',
      published: 'Published',
      done: 'Review published.',
    },
  },
} as const;

for (const [name, words] of Object.entries(speech)) {
  test(`an agent replies, hides, undoes and publishes (${name}, ${words.scheme}); a colleague’s panel follows`, async ({
    page,
    browser,
  }) => {
    await desk.zendesk.changeUser(desk.subdomain, `camille@${desk.subdomain}.test`, { locale: words.locale });
    await page.emulateMedia({ colorScheme: words.scheme });
    const ticketId = ticketOf(name.toUpperCase());
    const { panel, composer, replies, toast } = await openPanel(page, desk, ticketId);
    await expect(panel.getByText(words.moderation)).toBeVisible();
    await expect(panel.locator('html')).toHaveAttribute('lang', name);
    await expect(panel.locator('html')).toHaveAttribute('data-theme', words.scheme);
    await expect(panel.locator('mark').first()).toBeVisible();
    expect(await faults(page)).toEqual([]);

    const colleague = await browser.newContext({ locale: 'en-GB' });
    const other = await openPanel(await colleague.newPage(), desk, ticketId, 'sam');
    await expect(other.panel.getByText('In moderation')).toBeVisible();

    await panel.getByRole('button', { name: words.insert }).click();
    await expect(toast(words.inserted)).toBeVisible();
    await expect(composer.isPublic).toBeChecked();
    await expect(composer.text).toHaveValue(/Rose/);
    await composer.send.click();
    await expect(replies).toHaveCount(1);
    await expect(composer.text).toHaveValue('');
    await expect(panel.locator('.thread li')).toHaveCount(1, { timeout: 30_000 });
    await expect(other.panel.locator('.thread li')).toHaveCount(1);

    await panel.getByRole('button', { name: words.hide }).click();
    await expect(panel.getByRole('status').filter({ hasText: words.hidden })).toBeVisible();
    await expect(other.panel.getByText('Hidden from the public')).toBeVisible();
    await panel.getByRole('button', { name: words.undo }).click();
    await expect(other.panel.getByText('Hidden from the public')).toHaveCount(0);

    await publishOlder(page, order(name.toUpperCase()));
    await panel.getByRole('button', { name: words.publish, exact: true }).click();
    expect(await faults(page)).toEqual([]);
    await panel.getByRole('button', { name: words.confirm }).click();
    await expect(toast(words.done)).toBeVisible();
    await expect(panel.locator('.tag.published')).toHaveText(words.published);
    await expect(other.panel.locator('.tag.published')).toHaveText('Published');
    await expect
      .poll(
        async () => (await desk.zendesk.tickets(desk.subdomain)).find(({ id }) => id === ticketId)?.status,
        {
          timeout: 20_000,
        },
      )
      .toBe('solved');
    expect(await faults(page)).toEqual([]);
    await colleague.close();
  });
}

test('a report takes its proof from the ticket; a reply with a phone number is held back once', async ({
  page,
}) => {
  await desk.zendesk.changeUser(desk.subdomain, `camille@${desk.subdomain}.test`, { locale: 'fr' });
  const ticketId = ticketOf('REPORT');
  const { panel, composer, replies, toast } = await openPanel(page, desk, ticketId);
  // The app looks at a reply once it knows the review.
  await expect(panel.locator('.tag.in_moderation')).toBeVisible();
  await composer.isPublic.check();
  await composer.text.fill('Bonjour, appelez-moi au 06 12 34 56 78.');
  await composer.send.click();
  await expect(page.getByRole('alert').filter({ hasText: '06 12 34 56 78' })).toBeVisible();
  await expect(replies).toHaveCount(0);
  await composer.send.click();
  await expect(replies).toHaveCount(1);
  await expect(panel.locator('.thread li')).toHaveCount(1, { timeout: 30_000 });

  const token = await desk.uploadFile('preuve.pdf', '%PDF-1.7\n%%EOF');
  const comment = { body: 'La preuve', public: false, uploads: [token] };
  expect((await desk.api.put(`/tickets/${ticketId}`, { ticket: { comment } })).status).toBe(200);
  await panel.getByRole('button', { name: 'Signaler', exact: true }).click();
  await expect(panel.getByRole('checkbox', { name: /preuve\.pdf/ })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(panel.getByRole('alert').filter({ hasText: 'Choisissez un motif' })).toBeVisible();
  await panel
    .getByRole('radio', { name: /preuve demandée/, disabled: false })
    .first()
    .check();
  await panel.getByRole('checkbox', { name: /preuve\.pdf/ }).check();
  await panel.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(toast('Signalement envoyé.')).toBeVisible();
  await expect(panel.locator('.tag.reported')).toBeVisible();
});

test.describe('a bad network', () => {
  // The browser itself notes what did not get through.
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('slow: a skeleton holds the place; lost: said at once, and over when it is over', async ({
    page,
    context,
  }) => {
    let letThrough = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/api/zendesk/sidebar/panel**', async (route) => {
      await gate;
      await route.continue();
    });
    const { panel } = await openPanel(page, desk, ticketOf('NET'));
    await expect(
      panel.locator('main[aria-busy=true] .skeleton, main[aria-busy=true] .bar').first(),
    ).toBeVisible();
    expect(await faults(page)).toEqual([]);
    letThrough();
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    await context.setOffline(true);
    const retry = panel.getByRole('alert').getByRole('button');
    await expect(retry).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await context.setOffline(false);
    await expect(retry).toHaveCount(0);
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
  });
});

test('a ticket of no review says so; two installations stand side by side, each with its own website', async ({
  page,
}) => {
  const ticket = {
    subject: 'Invoice',
    comment: { body: 'Where is it?' },
    requester: { name: 'Zoe', email: 'z@t.test' },
  };
  const { id } = (await desk.api.post('/tickets', { ticket })).json.ticket;
  const other = await desk.installFrench();
  const { panel } = await openPanel(page, desk, id);
  const french = page.frameLocator(`section.app[data-installation="${other}"] iframe`);
  await expect(panel.locator('.chain li.broken')).toHaveCount(1);
  // The French website may be connected to an account of another story, which gives this one no access to it.
  await expect(french.locator('.chain li.broken, [role=alert] p')).toHaveCount(1);
  await panel.locator('input[name=q]').fill(order('NET'));
  await panel.getByRole('search').getByRole('button').click();
  await expect(panel.locator('.lines li')).toContainText('Rose');
  // The same landmarks in two frames are told apart by the frames' own titles, which this rule does not look at.
  expect(await faults(page, ['landmark-unique'])).toEqual([]);
  expect((await desk.api.delete(`/apps/installations/${other}`)).status).toBe(204);
});

test('an opening that is over asks anew by the secret key; forged ones are let in by nothing', async ({
  page,
  request,
}) => {
  // The first opening makes the installation known; from then on its signature counts.
  const { panel } = await openPanel(page, desk, ticketOf('OPEN'));
  await expect(panel.locator('.tag.in_moderation')).toBeVisible();
  const url = `${environment.E2E_APP_URL}/zendesk/sidebar?origin=${desk.practiceUrl}&app_guid=g`;
  const sign = (claims: Record<string, unknown> = {}, installation = desk.installationId) =>
    desk.zendesk.signToken(desk.subdomain, installation, { url, claims });
  const open = async (token: string) => {
    const answer = await request.post(url, { form: { token } });
    const text = await answer.text();
    return {
      hasSession: text.includes('\\"session\\":\\"'),
      isRefused: text.includes('\\"refusal\\":\\"refused\\"'),
    };
  };
  expect(await open(await sign())).toEqual({ hasSession: true, isRefused: false });

  const now = Math.floor(Date.now() / 1000);
  expect(await open(await sign({ iat: now - 7200, nbf: now - 7200, exp: now - 3600 }))).toEqual({
    hasSession: false,
    isRefused: false,
  });
  const sound = await sign();
  const [, payload = '', signature = ''] = sound.split('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const pem = (await desk.api.get(`/apps/${desk.appId}/public_key`)).text;
  const shared = `${encode({ typ: 'JWT', alg: 'HS256' })}.${payload}`;
  const strangers = await desk.installOfAnotherApp();
  const audience = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { aud: string; iss: string };
  const forged = {
    'no algorithm': `${encode({ alg: 'none' })}.${payload}.`,
    'the public key as a shared secret': `${shared}.${createHmac('sha256', pem).update(shared).digest('base64url')}`,
    'a changed claim': `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode({ ...audience, sub: 'x' })}.${signature}`,
    'another issuer': await sign({ iss: 'elsewhere.test' }),
    'no installation': await sign({ aud: `${audience.aud}x` }),
    'another host': await sign({ aud: audience.aud.replace('127.0.0.1', 'elsewhere.test') }),
    'no end': await sign({ exp: null }),
    'the key of another installation’s app': await sign({ aud: audience.aud }, strangers),
  };
  for (const [name, token] of Object.entries(forged)) {
    expect({ name, ...(await open(token)) }).toEqual({ name, hasSession: false, isRefused: true });
  }
  // An installation nobody knows opens nothing by its signature.
  expect((await open(await sign({}, strangers))).hasSession).toBe(false);
});
