/** Tickets that are no review, not yet one, or not for everybody. */
import { agentTicket, openPanel } from '../pages/panel';
import { expect, test } from '../support/test';
import { dress, faults, looks, type Look, type Stage } from './stage';

const invoice = {
  subject: 'Invoice',
  comment: { body: 'Where is it?' },
  requester: { name: 'Zoe', email: 'z@t.test' },
};

export function tickets(stage: Stage): void {
  for (const look of looks) {
    wrongTicket(stage, look);
    newTicket(stage, look);
  }
  test.describe('restricted', () => {
    // The browser itself notes the ticket that Zendesk does not show.
    test.use({ expectedErrors: [/404 \(Not Found\).*\/agent\/tickets\//] });
    for (const look of looks) keptAgent(stage, look);
  });
  twoInstallations(stage);
}

function wrongTicket({ desk: at, order, ticketOf }: Stage, look: Look): void {
  const { name, scheme, words } = look;
  test(`a ticket of no review names the broken link, finds reviews, and is repaired by administrators only (${name}, ${scheme})`, async ({
    page,
    browser,
  }) => {
    const desk = at();
    await dress(page, desk, look);
    const reference = `${name.toUpperCase()}-FIND`;
    const { id } = (await desk.api.post('/tickets', { ticket: invoice })).json.ticket;
    const { panel } = await openPanel(page, desk, id);
    await expect(panel.getByRole('heading', { name: words.wrong.title })).toBeVisible();
    await expect(panel.locator('.chain li.broken')).toContainText(words.wrong.reason.field_empty);
    const query = panel.getByLabel(words.search.label);
    // The one who asks is who is likely meant.
    await expect(query).toHaveValue(invoice.requester.email);
    const search = async (text: string) => {
      await query.fill(text);
      await panel.getByRole('button', { name: words.search.action }).click();
    };
    await search('nobody@author.test');
    await expect(panel.getByText(words.search.none)).toBeVisible();
    await search(order(reference));
    await expect(panel.locator('.lines li')).toContainText('Rose');
    expect(await faults(page)).toEqual([]);
    await search(`${order(reference).toLowerCase()}@author.test`);
    await panel.getByRole('button', { name: `#${ticketOf(reference)}` }).click();
    await page.waitForURL(`**/tickets/${ticketOf(reference)}`);

    // A second ticket of the review, as a merge or an import leaves one: it names the review, and its field is empty.
    const [original] = (await desk.zendesk.tickets(desk.subdomain)).filter(
      (one) => one.id === ticketOf(reference),
    );
    const ticket = { ...invoice, external_id: original?.externalId };
    const second = (await desk.api.post('/tickets', { ticket })).json.ticket.id;
    const agent = await openPanel(page, desk, second);
    await expect(agent.panel.getByText(words.wrong.askAdmin)).toBeVisible();
    await expect(agent.panel.getByRole('button', { name: words.wrong.repair })).toHaveCount(0);
    const office = await browser.newContext();
    const adminPage = await office.newPage();
    await dress(adminPage, desk, look, 'admin');
    const admin = await openPanel(adminPage, desk, second, 'admin');
    const repair = admin.panel.getByRole('button', { name: words.wrong.repair });
    await expect(repair).toBeVisible();
    expect(await faults(adminPage)).toEqual([]);
    await repair.click();
    await expect(admin.toast(words.wrong.repaired)).toBeVisible();
    await expect(admin.panel.locator('.tag.in_moderation')).toBeVisible();
    await office.close();
  });
}

function newTicket({ desk: at, order }: Stage, look: Look): void {
  const { name, scheme, words } = look;
  test(`beside a ticket being written the panel searches its requester’s reviews (${name}, ${scheme})`, async ({
    page,
  }) => {
    const desk = at();
    await dress(page, desk, look);
    const { panel } = await openPanel(page, desk, 'new');
    await expect(panel.getByRole('heading', { name: words.wrong.newTitle })).toBeVisible();
    const email = `${order(`${name.toUpperCase()}-FIND`).toLowerCase()}@author.test`;
    await page.locator('#requester').fill(email);
    const query = panel.getByLabel(words.search.label);
    await query.focus();
    await expect(query).toHaveValue(email);
    await query.press('Enter');
    await expect(panel.locator('.lines li')).toContainText('Rose');
    expect(await faults(page)).toEqual([]);
    await page.locator('#subject').fill('A question');
    await page.locator('#body').fill('Hello');
    await page.locator('.composer .send button').click();
    await page.waitForURL(/\/tickets\/\d+/);
    const saved = agentTicket(page, desk);
    await expect(saved.panel.getByRole('heading', { name: words.wrong.title })).toBeVisible();
  });
}

function keptAgent({ desk: at, order, ticketOf }: Stage, look: Look): void {
  const { name, scheme, words, statuses } = look;
  test(`an agent kept to some groups sees what Zendesk shows, and no more (${name}, ${scheme})`, async ({
    page,
  }) => {
    const desk = at();
    const who = `kept-${name}`;
    const email = `${who}@${desk.subdomain}.test`;
    const { id } = await desk.zendesk.createUser(desk.subdomain, { email: who, name: 'Kim Lane' });
    await desk.zendesk.changeUser(desk.subdomain, email, { ticketRestriction: 'groups', groupIds: [] });
    await dress(page, desk, look, who);
    await openPanel(page, desk, ticketOf('NET'), who);
    // Zendesk itself does not show it.
    await expect(page.locator('section.app')).toHaveCount(0);

    const theirs = { ticket: { assignee_id: id } };
    await desk.api.put(`/tickets/${ticketOf('KEPT')}`, theirs);
    const { panel } = await openPanel(page, desk, ticketOf('KEPT'), who);
    await expect(panel.getByText(statuses.in_moderation)).toBeVisible();

    const strange = (await desk.api.post('/tickets', { ticket: { ...invoice, ...theirs.ticket } })).json
      .ticket.id;
    const { panel: wrong } = await openPanel(page, desk, strange, who);
    await wrong.getByLabel(words.search.label).fill(order('NET'));
    await wrong.getByRole('button', { name: words.search.action }).click();
    await expect(wrong.getByText(words.search.none)).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
}

function twoInstallations({ desk: at }: Stage): void {
  test('two installations stand side by side, each with its own website', async ({ page }) => {
    const desk = at();
    const { id } = (await desk.api.post('/tickets', { ticket: invoice })).json.ticket;
    const other = await desk.installFrench();
    const { panel } = await openPanel(page, desk, id);
    const french = page.frameLocator(`section.app[data-installation="${other}"] iframe`);
    await expect(panel.locator('.chain li.broken')).toHaveCount(1);
    // The French website may be connected to an account of another story: then nobody can say what this one shows its agents.
    await expect(french.locator('.chain li.broken, [role=alert] p, main > p').first()).toBeVisible();
    // The same landmarks in two frames are told apart by the frames' own titles, which this rule does not look at.
    expect(await faults(page, ['landmark-unique'])).toEqual([]);
    expect((await desk.api.delete(`/apps/installations/${other}`)).status).toBe(204);
  });
}
