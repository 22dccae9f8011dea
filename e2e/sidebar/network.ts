/** A network that is slow, and one that is gone. */
import { openPanel } from '../pages/panel';
import { expect, test } from '../support/test';
import { dress, faults, looks, type Look, type Stage } from './stage';

export function network(stage: Stage): void {
  test.describe('a bad network', () => {
    // The browser itself notes what did not get through.
    test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });
    for (const look of looks) slowThenLost(stage, look);
  });
}

function slowThenLost({ desk: at, ticketOf }: Stage, look: Look): void {
  const { name, scheme, words } = look;
  test(`slow: an outline holds the place; lost: said at once, and over when it is over (${name}, ${scheme})`, async ({
    page,
    context,
  }) => {
    const desk = at();
    await dress(page, desk, look);
    let letThrough = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/api/zendesk/sidebar/panel**', async (route) => {
      await gate;
      await route.continue();
    });
    const { panel } = await openPanel(page, desk, ticketOf('NET'));
    await expect(panel.locator('main[aria-busy=true] .bar').first()).toBeVisible();
    await expect(panel.getByRole('status').filter({ hasText: words.boot.slow })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    letThrough();
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    await context.setOffline(true);
    const alert = panel.getByRole('alert').filter({ hasText: words.boot.offline });
    await expect(alert).toBeVisible();
    // What was there stays.
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await context.setOffline(false);
    await expect(alert).toHaveCount(0);
    await expect(panel.locator('.tag.in_moderation')).toBeVisible();
  });
}
