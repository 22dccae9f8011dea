/** The panel's fixed words in one language: what its buttons and labels say whatever the review is. */
import { translator } from '@/lib/platform/i18n/translator';

const keys = [
  ...['boot.loading', 'boot.hostMissing', 'boot.offline', 'boot.failed', 'boot.retry', 'boot.ended'],
  ...['boot.refused', 'boot.domainMismatch', 'boot.outside', 'boot.slow'],
  ...['panel.title', 'panel.review', 'panel.noText', 'panel.status', 'panel.details', 'panel.pastShow'],
  ...['panel.thread', 'panel.threadEmpty', 'panel.threadHidden', 'panel.portal', 'panel.newTab'],
  ...['panel.updated', 'publish.action', 'publish.question', 'publish.effect', 'publish.confirm'],
  ...['publish.cancel', 'publish.pending', 'publish.done'],
  ...['hide.hide', 'hide.show', 'hide.hidden', 'hide.shown', 'hide.undo'],
  ...['reply.title', 'reply.hint', 'reply.template', 'reply.insert', 'reply.inserted', 'reply.notPublic'],
  ...['save.again', 'save.lead', 'save.mailedTwice', 'save.mailedTwiceSetting', 'save.sameReply'],
  ...[
    'report.action',
    'report.heading',
    'report.title',
    'report.intro',
    'report.reason',
    'report.choose',
    'report.proof',
  ],
  ...['report.comment', 'report.files', 'report.filesHint', 'report.filesRequired', 'report.fromTicket'],
  ...[
    'report.fromTicketNone',
    'report.fromTicketFailed',
    'report.upload',
    'report.browse',
    'report.authorAsked',
    'report.send',
  ],
  ...['report.pending', 'report.cancel', 'report.done'],
  ...['search.title', 'search.label', 'search.action', 'search.pending', 'search.none', 'search.noTicket'],
  ...[
    'wrong.title',
    'wrong.text',
    'wrong.newTitle',
    'wrong.newText',
    'wrong.chain',
    'wrong.ok',
    'wrong.broken',
  ],
  ...['wrong.skipped', 'wrong.repair', 'wrong.repairing', 'wrong.repaired', 'wrong.portal', 'wrong.askAdmin'],
  ...['wrong.unseen', 'error.unknown', 'error.offline'],
] as const;

export type Words = { locale: string } & Record<string, string>;

/** @param locale a language we speak. */
export function toWords(locale: string): Words {
  const t = translator(locale, 'sidebar');
  const warnings = translator(locale, 'replies.warnings');
  const passages = '{passages}';
  return {
    locale,
    ...Object.fromEntries(keys.map((key) => [key, t(key)])),
    // Filled in by the panel: each of several passages has its own, and those of a reply are known only when it is submitted.
    'panel.marked': t('panel.marked', { name: '{name}' }),
    'report.chosen': t('report.chosen', { names: '{names}' }),
    'warning.personal_data': warnings('personal_data', { passages }),
    'warning.promotion': warnings('promotion', { passages }),
    'warning.compensation': warnings('compensation', { passages }),
  };
}
