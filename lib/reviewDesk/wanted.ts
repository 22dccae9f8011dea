/** What a website's review desk consists of, in the website's own language: it is the agents' Zendesk, not the portal. */
import { translator } from '@/lib/platform/i18n/translator';
import { deskMacros, deskViews, type DeskView } from '@/lib/reviewDesk/schema';
import type { WantedDeskObject } from '@/lib/zendesk/objects/desk';
import { productTag, siteTag } from '@/lib/zendesk/objects/mark';
import type { Condition } from '@/lib/zendesk/resources/triggers';

export type DeskWebsite = {
  id: string;
  name: string;
  locale: string;
  /** The field that carries idVente, where the account has it. */
  fieldId: number | null;
};

const has = (tag: string): Condition => ({ field: 'current_tags', operator: 'includes', value: tag });
const hasNot = (tag: string): Condition => ({ field: 'current_tags', operator: 'not_includes', value: tag });

/** What the status tags of our tickets say; a reported review is in moderation too, and not the agents' any more. */
const stateConditions: Record<DeskView, Condition[]> = {
  to_handle: [has('vr_in_moderation'), hasNot('vr_reported')],
  reported: [has('vr_reported')],
  pending: [has('vr_pending')],
  published: [has('vr_published')],
  refused: [has('vr_refused')],
};

/** One condition with two tags holds when either is there, so each is asked for by itself. */
const ownTickets = (websiteId: string) => [has(productTag), has(siteTag(websiteId))];

/** A view has to test the status, or it would be refused; closed tickets are history. */
const notClosed: Condition = { field: 'status', operator: 'less_than', value: 'closed' };

/** Minutes to the first reply by the ticket's priority. The slowest leaves five of the seven days after which a review is published. */
const targetMinutes = { urgent: 240, high: 480, normal: 1440, low: 2880 } as const;

/** Zendesk's limit for titles; a long name loses its end, never the words after it. */
const nameMax = 120;

const isPublic = (value: boolean) => ({ field: 'comment_mode_is_public', value: String(value) });

export function wantedDesk(website: DeskWebsite): WantedDeskObject[] {
  const t = translator(website.locale, 'reviewDesk.made');
  const site = website.name.slice(0, nameMax);
  const columns = [
    'nice_id',
    'subject',
    'requester',
    'created',
    'updated',
    ...(website.fieldId === null ? [] : [website.fieldId]),
  ];
  const views = deskViews.map((key): WantedDeskObject => {
    const all = [notClosed, ...ownTickets(website.id), ...stateConditions[key]];
    const title = t('viewTitle', { site, state: t(`views.${key}`) });
    return { key, body: { kind: 'view', title, active: true, all, any: [], columns, sortBy: 'created asc' } };
  });
  const macros = deskMacros.map((key): WantedDeskObject => {
    const comment = { field: 'comment_value', value: t(`macroTexts.${key}`, { site }) };
    const actions = [isPublic(key !== 'report_steps'), comment];
    const title = t('macroTitle', { site, name: t(`macros.${key}`) });
    return { key, body: { kind: 'macro', title, active: true, actions } };
  });
  const targets = Object.entries(targetMinutes).map(([priority, target]) => ({
    priority,
    metric: 'first_reply_time',
    target,
    business_hours: false,
  }));
  const title = t('policyTitle', { site });
  const filter = { all: ownTickets(website.id), any: [] };
  const policy = { kind: 'sla' as const, title, targets, startsOnNotes: true, ...filter };
  return [...views, ...macros, { key: 'first_reply', body: policy }];
}
