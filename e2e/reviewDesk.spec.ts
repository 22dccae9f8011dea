/** The review desk: previewed, made, edited by somebody in Zendesk, brought back and taken away again. */
import AxeBuilder from '@axe-core/playwright';
import { connectTo, createAccount, signInAtBritish } from './pages/practiceAccount';
import { expect, test } from './support/test';
import { client } from './zendesk/harness';

test('a desk is made and removed by one click each, and an edit made in Zendesk is seen first', async ({
  page,
  practiceUrl,
}) => {
  test.slow();
  const { subdomain } = await createAccount(practiceUrl, 'desk');
  await signInAtBritish(page);
  await connectTo(page, subdomain);
  const api = client({ url: practiceUrl }, subdomain);
  const views = async () =>
    (JSON.parse((await api.get('/views')).text) as { views: { id: number; title: string }[] }).views;

  await page.goto('/applications/zendesk');
  await page.getByRole('link', { name: 'Poste de travail' }).click();
  await expect(page.getByText('9 objets à créer.')).toBeVisible({ timeout: 60_000 });
  expect(await views()).toEqual([]);
  // Each object says all it would have before it exists.
  await page.locator('summary').first().click();
  await expect(page.getByText('current_tags includes vr_in_moderation')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await page.getByRole('button', { name: 'Créer le poste' }).click();
  await expect(page.getByText('Tout est en place. Rien ne changerait.')).toBeVisible({ timeout: 60_000 });
  const [first] = await views();
  await api.put(`/views/${String(first?.id)}`, { view: { title: 'Renamed by an agent' } });

  await page.reload();
  await expect(page.getByText('Modifié par votre équipe', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^Appliquer/ })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Remplacer les modifications de votre équipe' }).click();
  await page.getByRole('button', { name: 'Appliquer 1 changement' }).click();
  await expect(page.getByText('Tout est en place. Rien ne changerait.')).toBeVisible({ timeout: 60_000 });
  expect((await views()).map(({ title }) => title)).not.toContain('Renamed by an agent');

  await page.getByRole('button', { name: 'Retirer le poste' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
  await expect(page.getByText('9 objets à créer.')).toBeVisible({ timeout: 60_000 });
  expect(await views()).toEqual([]);
});
