/**
 * The panel beside a ticket, in the practice Zendesk's host: each action in French and English, in light and dark; two agents in
 * step; wrong, new and hidden tickets; a slow and a lost network; openings that are over or forged. One file, because one demo
 * website is connected to one account at a time.
 */
import { randomUUID } from 'node:crypto';
import { openDesk, sendReviews, type Desk } from './pages/panel';
import { actions } from './sidebar/actions';
import { network } from './sidebar/network';
import { openings } from './sidebar/openings';
import { reviewNames, type Stage } from './sidebar/stage';
import { tickets } from './sidebar/tickets';
import { environment } from './support/environment';
import { test } from './support/test';

const run = randomUUID().slice(0, 6).toUpperCase();
const comment = 'Three weeks late and the box was broken. Write to me at rose.hart@mail.test.';

let desk: Desk | undefined;
let ticketIds = new Map<string, number>();

const stage: Stage = {
  desk: () => {
    if (!desk) throw new Error('the help desk is made before the first test');
    return desk;
  },
  order: (name) => `PANEL-${name}-${run}`,
  ticketOf: (name) => ticketIds.get(stage.order(name)) ?? 0,
};

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  desk = await openDesk(browser, environment.E2E_PRACTICE_URL ?? '');
  const page = await browser.newPage();
  ticketIds = await sendReviews(page, desk, [
    // In the order of the list is the order of arrival: the first is the first to be published.
    ...[...reviewNames.oldest, ...reviewNames.others].map((name) => ({
      orderRef: stage.order(name),
      comment,
    })),
  ]);
  await page.close();
});

// Several frames, two agents, and a look at every state by axe take their time on a busy machine.
test.describe.configure({ timeout: 120_000 });

actions(stage);
tickets(stage);
network(stage);
openings(stage);
