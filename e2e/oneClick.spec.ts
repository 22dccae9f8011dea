/** Connecting by one click: to Zendesk's own consent page and back, with a yes and with a no. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createAccount, disconnect, signInAtBritish } from './pages/practiceAccount';
import { environment } from './support/environment';
import { expect, test } from './support/test';

/** The administrator in Zendesk, asked for consent. */
async function decide(page: Page, subdomain: string, decision: 'Allow' | 'Deny'): Promise<void> {
  await page.waitForURL(`**/${subdomain}/**`);
  if (page.url().includes('/sign-in')) {
    await page.locator('#email').fill(`admin@${subdomain}.test`);
    await page.locator('#password').fill('zendesk-demo');
    await page.locator('main form button').click();
  }
  await page.getByRole('button', { name: decision }).click();
  await page.waitForURL('**/applications/zendesk**');
}

async function start(page: Page, subdomain: string): Promise<void> {
  await page.goto('/applications/zendesk');
  const card = page.locator('#connection');
  await card.getByRole('radiogroup').locator('label').filter({ hasText: 'En un clic' }).click();
  await card.getByLabel('Sous-domaine Zendesk').fill(subdomain);
  await card.getByRole('button', { name: 'Se connecter avec Zendesk' }).click();
}

test('a merchant says no and nothing changes, then yes and is connected without copying a secret', async ({
  page,
  practiceUrl,
}) => {
  test.slow();
  const { subdomain, zendesk } = await createAccount(practiceUrl, 'oneclick');
  const redirectUris = [`${environment.E2E_APP_URL}/api/zendesk/oauth/callback`];
  await zendesk.client(subdomain, 'zdg-verified-reviews', { redirectUris });
  await signInAtBritish(page);
  await disconnect(page);

  await start(page, subdomain);
  await decide(page, subdomain, 'Deny');
  await expect(page.getByText('L’accord n’a pas été donné')).toBeVisible();
  expect((await zendesk.objects(subdomain)).webhooks).toEqual([]);

  await start(page, subdomain);
  await decide(page, subdomain, 'Allow');
  await expect(page.getByText('Zendesk est connecté', { exact: true })).toBeVisible();
  const card = page.locator('#connection');
  await expect(card.getByText('Active', { exact: true })).toBeVisible();
  await expect(card.getByText('Ce site est connecté par votre accord dans Zendesk.')).toBeVisible();
  const { fields, webhooks, triggers } = await zendesk.objects(subdomain);
  expect(fields.filter(({ title }) => title === 'idVente')).toHaveLength(1);
  expect(webhooks).toHaveLength(1);
  expect(
    triggers.filter(({ actions }) => JSON.stringify(actions).includes('notification_webhook')),
  ).toHaveLength(1);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await card.getByRole('button', { name: 'Ajouter une clé de secours' }).click();
  await decide(page, subdomain, 'Allow');
  await expect(page.getByText('Clé de secours gardée', { exact: true }).first()).toBeVisible();
});
