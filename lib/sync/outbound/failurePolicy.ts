/**
 * Pure: what a failed call means for its delivery. The one table of the failure policy. A refusal is the merchant's where something
 * in their account can be changed, named as exactly as Zendesk's answer allows; it is ours where no change of theirs would help.
 */
import type { Fix, FixCode } from '@/lib/zendesk/fixes';
import type { ZendeskError, ZendeskProblem } from '@/lib/zendesk/errors';

export type FailureVerdict =
  /** Try again by itself; `unknown` means Zendesk may have done it, so look before doing. */
  | { kind: 'retry'; outcome: 'refused' | 'unknown'; retryAfterMs: number }
  /** The credentials ended: the whole connection pauses, everything waits. */
  | { kind: 'credentials' }
  /** Only the merchant can free it; looked at again every hour in case they did. */
  | { kind: 'merchant'; fix: Fix }
  /** Our own fault: kept aside with its payload until somebody has looked. */
  | { kind: 'poison' };

export type Refusal = Pick<
  ZendeskError,
  'kind' | 'outcome' | 'retryAfterMs' | 'status' | 'code' | 'words' | 'details' | 'call'
>;

const transient = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'connection',
  'malformed',
  'idempotency_mismatch',
]);

/** Kinds that speak of the account as a whole: once one call succeeds, the others need not wait any longer. */
export const outageKinds = ['unavailable', 'timeout', 'connection', 'malformed'];

const collisionMs = 1_000;

const merchant = (code: FixCode, subject: string | null = null): FailureVerdict => ({
  kind: 'merchant',
  fix: { code, subject },
});

export function judgeFailure(error: Refusal): FailureVerdict {
  if (error.kind === 'unauthorized') return { kind: 'credentials' };
  // Two changes met: Zendesk asks for another try, and a second later they no longer do.
  if (error.kind === 'conflict')
    return {
      kind: 'retry',
      outcome: error.outcome,
      retryAfterMs: Math.max(error.retryAfterMs ?? 0, collisionMs),
    };
  if (transient.has(error.kind))
    return { kind: 'retry', outcome: error.outcome, retryAfterMs: error.retryAfterMs ?? 0 };
  if (error.kind === 'forbidden') return merchant('rights_lacking');
  if (error.kind === 'account_not_found' || error.kind === 'redirected') return merchant('account_gone');
  if (error.kind === 'not_found') {
    if (error.code === 'InvalidEndpoint') return { kind: 'poison' };
    return merchant(error.call?.startsWith('POST') ? 'refused' : 'ticket_gone');
  }
  return judgeRefusal(error);
}

/** A refused batch, as a whole or for one row, says nothing about others: each is to go alone. */
export const isRefusal = ({ kind }: FailureVerdict) => kind === 'merchant' || kind === 'poison';

/** What is wrong, and with what: read from the answer's structure. `field` is its key in `details`. */
type Problem = ZendeskProblem & { field: string };
type Judged = FixCode | 'ours';
type Rule = { fits: (problem: Problem) => boolean; means: Judged };

const plainName = (field: string) => field.replace(/_id$/, '');
const named =
  (...fields: string[]) =>
  ({ field }: Problem) =>
    fields.includes(plainName(field));
const ofType =
  (...types: string[]) =>
  ({ fieldType = '' }: Problem) =>
    types.includes(fieldType);
const saying =
  (words: RegExp) =>
  ({ description }: Problem) =>
    words.test(description);
const all =
  (...conditions: Rule['fits'][]) =>
  (problem: Problem) =>
    conditions.every((fits) => fits(problem));

/** A field of the merchant's form. Zendesk names it by its id, or by its key. */
const isTicketField = ({ field, fieldId }: Problem) =>
  fieldId !== undefined || /^(?:custom_fields?|fields?)(?:_?\d+)?$/.test(field);
const isGone = ({ error = '', fieldId, description }: Problem) =>
  /notfound|deleted|missing/i.test(error.replaceAll('_', '')) ||
  (fieldId === undefined && /: (?:was deleted|no longer exists)/i.test(description));
/** Where Zendesk names what is wrong with a value, the field has one: only a blank one is asked for. */
const isRefusedValue = ({ error }: Problem) => error !== undefined && !/blank|required/i.test(error);
const isBlankByWords = saying(/\b(?:is required|(?:cannot|can['’]t) be blank|is needed)\b/i);
const isTooMany = ({ error = '', description }: Problem) =>
  /too_?many/i.test(error) || /too many|maximum number/i.test(description);
/** Where nothing but words is left, of an answer that names no field: they are English only where the user's language is. */
const hasNoField = ({ field, fieldId }: Problem) => fieldId === undefined && ['base', ''].includes(field);

/**
 * The first rule that fits names the problem. What the answer says by id, kind, key and code comes first: a title of the merchant's is
 * part of the sentence, and may begin with any word.
 */
const rules: Rule[] = [
  { fits: all(isTicketField, isGone), means: 'field_gone' },
  { fits: all(isTicketField, isRefusedValue, ofType('FieldGroup')), means: 'group_gone' },
  { fits: all(isTicketField, isRefusedValue, ofType('FieldAssignee')), means: 'assignee_gone' },
  {
    fits: all(isTicketField, isRefusedValue, ofType('FieldPriority', 'FieldTicketType', 'FieldStatus')),
    means: 'choice_refused',
  },
  { fits: all(isTicketField, isRefusedValue), means: 'field_refused' },
  { fits: isTicketField, means: 'field_required' },
  { fits: all(named('requester'), saying(/\bis suspended\.?$/i)), means: 'requester_suspended' },
  { fits: named('requester', 'submitter'), means: 'requester_refused' },
  { fits: named('ticket_form'), means: 'form_gone' },
  { fits: named('group'), means: 'group_gone' },
  { fits: named('assignee'), means: 'assignee_gone' },
  { fits: named('brand'), means: 'brand_gone' },
  { fits: named('tags', 'tag'), means: 'tag_refused' },
  { fits: all(named('status'), saying(/closed/i)), means: 'ticket_closed' },
  { fits: named('priority', 'type', 'status'), means: 'choice_refused' },
  { fits: all(named('comment', 'comments'), isTooMany), means: 'ticket_full' },
  { fits: named('comment', 'comments', 'description', 'subject', 'external'), means: 'ours' },
  { fits: all(hasNoField, ({ error = '' }) => /blank/i.test(error)), means: 'field_required' },
  { fits: all(hasNoField, isBlankByWords), means: 'field_required' },
  { fits: all(hasNoField, saying(/\bis suspended\.?$/i)), means: 'requester_suspended' },
  { fits: all(hasNoField, isTooMany, saying(/\bcomments\b/i)), means: 'ticket_full' },
];

/** Problems by field; where the answer names none (other envelopes), its words are the one problem. */
function readProblems({ details, words, code }: Refusal): Problem[] {
  const listed = Object.entries(details ?? {}).flatMap(([field, entries]) =>
    entries.map((entry) => ({ ...entry, field })),
  );
  if (listed.length > 0) return listed;
  const said = code && words.startsWith(`${code}: `) ? words.slice(code.length + 2) : words;
  return [{ field: '', description: said }];
}

/** `Size: is required when solving a ticket` speaks of the field with the title `Size`; a title may hold a colon of its own. */
const titleOf = ({ description }: Problem) => /^(.+):\s/s.exec(description)?.[1]?.trim() ?? null;

/** Answers to a request that is wrong in itself. Others (402, 423, 451…) speak of the account. */
const ourStatuses = new Set([400, 405, 406, 411, 413, 414, 415, 431]);

/** Told by status and name of the error, whatever it is about. */
function isOurMistake({ status, code, words }: Refusal): boolean {
  if (ourStatuses.has(status ?? 0)) return true;
  return code === 'Unprocessable Entity' || /could not parse json/i.test(words);
}

/** What an invalid attribute is about: `You passed an invalid value for the group_id attribute.` Attributes are named in English only. */
function readAttribute({ words }: Refusal): Problem | null {
  const field = /invalid value for the (\w+) attribute/i.exec(words)?.[1];
  return field ? { field, description: words, error: 'InvalidValue' } : null;
}

function judgeRefusal(error: Refusal): FailureVerdict {
  const attribute = readAttribute(error);
  const problems = attribute ? [attribute] : readProblems(error);
  const judged = problems.map((problem) => ({
    problem,
    means: rules.find((rule) => rule.fits(problem))?.means,
  }));
  const known = judged.find(({ means }) => means !== undefined && means !== 'ours');
  if (known?.means && known.means !== 'ours') {
    const alike = judged.filter(({ means }) => means === known.means).map(({ problem }) => titleOf(problem));
    const hasSubject = /^(?:field_|choice_)/.test(known.means);
    const subject = hasSubject ? [...new Set(alike.filter(Boolean))].join(', ').slice(0, 200) || null : null;
    return merchant(known.means, subject);
  }
  if (judged.some(({ means }) => means === 'ours') || isOurMistake(error)) return { kind: 'poison' };
  return merchant('refused');
}
