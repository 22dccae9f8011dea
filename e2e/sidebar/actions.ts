/** What an agent does in the panel, each in French and light, and in English and dark. */
import { openPanel, publishOlder } from '../pages/panel';
import { expect, test } from '../support/test';
import { environment } from '../support/environment';
import { dress, faults, lead, looks, type Look, type Stage } from './stage';

export function actions(stage: Stage): void {
  for (const look of looks) {
    replies(stage, look);
    warnsAndReports(stage, look);
  }
}

function replies({ desk: at, order, ticketOf }: Stage, look: Look): void {
  const { name, scheme, words, statuses } = look;
  test(`an agent replies, hides, undoes and publishes (${name}, ${scheme}); a colleague’s panel follows`, async ({
    page,
    browser,
  }) => {
    const desk = at();
    await dress(page, desk, look);
    const reference = order(name.toUpperCase());
    const ticketId = ticketOf(name.toUpperCase());
    const { panel, composer, replies: sent, toast } = await openPanel(page, desk, ticketId);
    await expect(panel.getByText(statuses.in_moderation)).toBeVisible();
    await expect(panel.locator('html')).toHaveAttribute('lang', name);
    await expect(panel.locator('html')).toHaveAttribute('data-theme', scheme);
    await expect(panel.locator('mark').filter({ hasText: 'rose.hart@mail.test' })).toBeVisible();
    const portal = panel.getByRole('link', { name: words.panel.portal });
    await expect(portal).toHaveAttribute(
      'href',
      new RegExp(`^${environment.E2E_APP_URL}/reviews/[0-9a-f-]{36}$`),
    );
    expect(await faults(page)).toEqual([]);

    const colleague = await browser.newContext({ locale: 'en-GB' });
    const other = await openPanel(await colleague.newPage(), desk, ticketId, 'sam');
    await expect(other.panel.getByText('In moderation')).toBeVisible();

    await panel.getByRole('button', { name: words.reply.insert }).click();
    await expect(toast(words.reply.inserted)).toBeVisible();
    await expect(composer.isPublic).toBeChecked();
    await expect(composer.text).toHaveValue(/Rose/);
    await composer.send.click();
    await expect(sent).toHaveCount(1);
    await expect(composer.text).toHaveValue('');
    await expect(panel.locator('.thread li')).toHaveCount(1, { timeout: 30_000 });
    await expect(other.panel.locator('.thread li')).toHaveCount(1);

    await panel.getByRole('button', { name: words.hide.hide }).click();
    await expect(panel.getByRole('status').filter({ hasText: words.hide.hidden })).toBeVisible();
    await expect(other.panel.getByText('Hidden from the public')).toBeVisible();
    await panel.getByRole('button', { name: words.hide.undo }).click();
    await expect(other.panel.getByText('Hidden from the public')).toHaveCount(0);

    await publishOlder(page, reference);
    await panel.getByRole('button', { name: words.publish.action, exact: true }).click();
    await expect(panel.getByRole('button', { name: words.publish.confirm })).toBeFocused();
    expect(await faults(page)).toEqual([]);
    await panel.getByRole('button', { name: words.publish.confirm }).click();
    await expect(toast(words.publish.done)).toBeVisible();
    await expect(panel.locator('.tag.published')).toHaveText(statuses.published);
    await expect(other.panel.locator('.tag.published')).toHaveText('Published');
    const statusOf = async () =>
      (await desk.zendesk.tickets(desk.subdomain)).find(({ id }) => id === ticketId)?.status;
    await expect.poll(statusOf, { timeout: 20_000 }).toBe('solved');
    expect(await faults(page)).toEqual([]);
    await colleague.close();
  });
}

function warnsAndReports({ desk: at, ticketOf }: Stage, look: Look): void {
  const { name, scheme, words, warnings } = look;
  test(`a risky reply is held back once; a report takes proof from the ticket and from the agent (${name}, ${scheme})`, async ({
    page,
  }) => {
    const desk = at();
    await dress(page, desk, look);
    const ticketId = ticketOf(`${name.toUpperCase()}-REPORT`);
    const { panel, composer, replies: sent, toast } = await openPanel(page, desk, ticketId);
    // The app looks at a reply once it knows the review.
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    await composer.isPublic.check();
    const refused = async (text: string, ...said: string[]) => {
      await composer.text.fill(text);
      await composer.send.click();
      for (const part of said)
        await expect(page.getByRole('alert').filter({ hasText: part }).last()).toBeVisible();
      await expect(sent).toHaveCount(0);
    };
    await refused('Bonjour, appelez-moi au 06 12 34 56 78.', lead(warnings.personal_data), '06 12 34 56 78');
    await refused(
      'Un bon d’achat vous attend si vous acceptez de modifier votre avis.',
      lead(warnings.compensation),
    );
    // Without the tag the account's own triggers would write to the author too.
    const { tags } = (await desk.api.get(`/tickets/${ticketId}`)).json.ticket;
    await desk.api.put(`/tickets/${ticketId}`, { ticket: { tags: ['other'] } });
    await expect(page.locator('.details')).not.toContainText('verified_reviews');
    await refused('Bonjour, nous regardons.', words.save.mailedTwice);
    // With the tags the answer comes back to us by our own trigger, at once.
    await desk.api.put(`/tickets/${ticketId}`, { ticket: { tags } });
    await expect(page.locator('.details')).toContainText('verified_reviews');
    await composer.send.click();
    await expect(sent).toHaveCount(1);
    await expect(panel.locator('.thread li')).toHaveCount(1, { timeout: 30_000 });

    const uploads = [await desk.uploadFile('preuve.pdf', '%PDF-1.7\n%%EOF')];
    const comment = { body: 'La preuve', public: false, uploads };
    expect((await desk.api.put(`/tickets/${ticketId}`, { ticket: { comment } })).status).toBe(200);
    await panel.getByRole('button', { name: words.report.action, exact: true }).click();
    await expect(panel.getByRole('checkbox', { name: /preuve\.pdf/ })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    const send = panel.getByRole('button', { name: words.report.send });
    const said = (text: string) => panel.getByRole('alert').filter({ hasText: text });
    await send.click();
    await expect(said(words.report.choose)).toBeVisible();
    await panel.getByRole('radio', { name: words.report.proof, disabled: false }).first().check();
    await send.click();
    await expect(said(words.report.filesRequired)).toBeVisible();
    await panel.getByRole('checkbox', { name: /preuve\.pdf/ }).check();
    const mine = { name: 'mine.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') };
    await panel.getByLabel(words.report.upload).setInputFiles(mine);
    await expect(panel.getByText('mine.pdf')).toBeVisible();
    await send.click();
    await expect(toast(words.report.done)).toBeVisible();
    await expect(panel.locator('.tag.reported')).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
}
