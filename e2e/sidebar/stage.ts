/** What the panel's tests share: one help desk with its tickets, and the two ways an agent may look at it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Desk } from '../pages/panel';
import enReplies from '@/lib/platform/i18n/messages/en/replies.json' with { type: 'json' };
import enReviews from '@/lib/platform/i18n/messages/en/reviews.json' with { type: 'json' };
import enSidebar from '@/lib/platform/i18n/messages/en/sidebar.json' with { type: 'json' };
import frReplies from '@/lib/platform/i18n/messages/fr/replies.json' with { type: 'json' };
import frReviews from '@/lib/platform/i18n/messages/fr/reviews.json' with { type: 'json' };
import frSidebar from '@/lib/platform/i18n/messages/fr/sidebar.json' with { type: 'json' };

export type Stage = {
  /** Ready once the tests run. */
  desk: () => Desk;
  order: (name: string) => string;
  ticketOf: (name: string) => number;
};

/** Names of the reviews the tests need, each with its ticket. Those to publish are the oldest of all. */
export const reviewNames = {
  oldest: ['FR', 'EN'],
  others: ['FR-REPORT', 'EN-REPORT', 'FR-FIND', 'EN-FIND', 'NET', 'OPEN', 'KEPT'],
};

export const looks = [
  {
    ...({ name: 'fr', locale: 'fr', scheme: 'light' } as const),
    ...{ words: frSidebar, statuses: frReviews.status, warnings: frReplies.warnings },
  },
  {
    ...({ name: 'en', locale: 'en-US', scheme: 'dark' } as const),
    ...{ words: enSidebar, statuses: enReviews.status, warnings: enReplies.warnings },
  },
] as const;
export type Look = (typeof looks)[number];

/** Gives a person of the account this language, and the browser its colours. */
export async function dress(
  page: Page,
  desk: Desk,
  { locale, scheme }: Look,
  who = 'camille',
): Promise<void> {
  await desk.zendesk.changeUser(desk.subdomain, `${who}@${desk.subdomain}.test`, { locale });
  await page.emulateMedia({ colorScheme: scheme });
}

/** The whole screen, the panels' frames included. */
export async function faults(page: Page, rulesOff: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(rulesOff).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The fixed beginning of a text with something filled in. */
export const lead = (text: string) => text.split('{')[0] ?? text;
