/** A fault in Zendesk: found, told with its way out, repaired from the page, and good again. */
import AxeBuilder from '@axe-core/playwright';
import { british, connectTo, createAccount, signInAtBritish } from './pages/practiceAccount';
import { mailsTo } from './support/mails';
import { expect, test } from './support/test';
import { client } from './zendesk/harness';

test('a deleted trigger is found, told, and made again from the page', async ({ page, practiceUrl }) => {
  test.slow();
  const { subdomain, zendesk } = await createAccount(practiceUrl, 'health');
  await signInAtBritish(page);
  await connectTo(page, subdomain);
  const ours = async () =>
    (await zendesk.objects(subdomain)).triggers.filter(({ actions }) =>
      JSON.stringify(actions).includes('notification_webhook'),
    );
  const [trigger] = await ours();
  const api = client({ url: practiceUrl }, subdomain);
  expect((await api.delete(`/triggers/${trigger?.id}`)).status).toBe(204);

  await page.goto('/applications/zendesk/health');
  const check = (name: string) => page.locator(`[data-check="${name}"]`);
  const run = page.getByRole('button', { name: 'Vérifier maintenant' });
  await run.click();
  await expect(check('trigger')).toHaveAttribute('data-state', 'fault', { timeout: 60_000 });
  await expect(run).toBeEnabled({ timeout: 60_000 });
  // The faults are told above all checks, each a press away from its own.
  await page.getByRole('link', { name: 'Déclencheur', exact: true }).click();
  await expect(check('trigger')).toBeInViewport();
  await expect(check('trigger')).toContainText('Notre réparation');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  const subjects = async () => (await mailsTo('merchant@demo.test')).map(({ subject }) => subject);
  await expect
    .poll(subjects, { timeout: 60_000 })
    .toContain(`Connexion Zendesk : un point à corriger pour ${british.name}`);

  await page.getByRole('button', { name: /^Réparer/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Déclencheur');
  await dialog.getByRole('button', { name: 'Réparer', exact: true }).click();
  await expect(page.getByText('Réparé', { exact: true })).toBeVisible();
  expect(await ours()).toHaveLength(1);
  await expect(check('trigger')).toHaveAttribute('data-state', 'ok', { timeout: 60_000 });
  await expect(page.getByRole('link', { name: 'Déclencheur', exact: true })).toHaveCount(0);
});
