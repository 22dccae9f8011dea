import { expect, type Page, type Response } from '@playwright/test';

/** The merchant's portal as a person uses it, in French. */
export function portal(page: Page) {
  return {
    async signIn(email: string) {
      await page.goto('/');
      await page.getByLabel('Adresse e-mail').fill(email);
      await page.getByLabel('Mot de passe', { exact: true }).fill('demo-demo-demo');
      await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
      await page.waitForURL('**/reviews');
    },
    async openZendesk() {
      await page.getByRole('link', { name: 'Applications' }).click();
      await page.getByRole('link', { name: /Configurer Zendesk/ }).click();
      await expect(page.getByRole('heading', { name: 'Zendesk', level: 1 })).toBeVisible();
    },
    connection: connectionForm(page),
  };
}

export type Credentials =
  | { method: 'Client OAuth'; clientId: string; secret: string }
  | { method: 'Token API' | 'Mot de passe'; email: string; secret: string };

const secretLabels = {
  'Client OAuth': 'Secret du client',
  'Token API': 'Token API',
  'Mot de passe': 'Mot de passe',
} as const;

function connectionForm(page: Page) {
  const card = page.locator('#connection');
  return {
    card,
    async fill(subdomain: string, credentials: Credentials) {
      await card.getByRole('radiogroup').locator('label').filter({ hasText: credentials.method }).click();
      await card.getByLabel('Sous-domaine Zendesk').fill(subdomain);
      if (credentials.method === 'Client OAuth')
        await card.getByLabel('Identifiant unique du client OAuth').fill(credentials.clientId);
      else await card.getByLabel('E-mail de l’administrateur Zendesk').fill(credentials.email);
      await card.getByRole('textbox', { name: secretLabels[credentials.method] }).fill(credentials.secret);
    },
    /** The line of one check, found by its name. */
    check: (name: string) => card.getByRole('listitem').filter({ hasText: name }),
    async test() {
      await card.getByRole('button', { name: /^Tester/ }).click();
    },
    async save() {
      const isAnswer = (response: Response) =>
        response.request().method() === 'PUT' && response.url().endsWith('/api/applications/zendesk');
      const answer = page.waitForResponse(isAnswer);
      await card.getByRole('button', { name: 'Enregistrer' }).click();
      expect((await answer).ok()).toBe(true);
      await expect(card.getByText(/^Un secret est enregistré/)).toBeVisible();
      await expect(
        page.getByText('Connexion enregistrée. Les avis en attente partent d’eux-mêmes.').first(),
      ).toBeVisible();
    },
  };
}
