import { expect, type Page } from '@playwright/test';

/** The practice Zendesk as an agent uses it. */
export function agentScreen(page: Page, practiceUrl: string, account: string) {
  const base = `${practiceUrl}/${account}/agent`;
  return {
    async signIn(email: string) {
      await page.goto(`${base}/tickets`);
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Mot de passe').fill('zendesk-demo');
      await page.getByRole('button', { name: 'Se connecter' }).click();
    },
    async openTicket(subject: string) {
      await page.goto(`${base}/tickets`);
      await page.getByRole('link', { name: subject }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(subject);
    },
    notes: page.getByRole('article', { name: 'Note interne' }),
    replies: page.getByRole('article', { name: 'Réponse publique' }),
    async reply(text: string) {
      await page.getByRole('radio', { name: 'Réponse publique' }).check();
      await page.getByRole('textbox', { name: 'Votre message' }).fill(text);
      await page.getByRole('button', { name: 'Envoyer' }).click();
    },
  };
}
