/**
 * Pure: what a failed call means for its delivery. The one table of the failure policy. A refusal is the merchant's where something
 * in their account can be changed, named as exactly as Zendesk's answer allows; it is ours where no change of theirs would help.
 */
import type { Fix, FixCode } from '@/lib/zendesk/fixes';
import type { ZendeskError } from '@/lib/zendesk/errors';

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
  'conflict',
  'idempotency_mismatch',
]);

/** Kinds that speak of the account as a whole: once one call succeeds, the others need not wait any longer. */
export const outageKinds = ['unavailable', 'timeout', 'connection', 'malformed'];

const merchant = (code: FixCode, subject: string | null = null): FailureVerdict => ({
  kind: 'merchant',
  fix: { code, subject },
});

export function judgeFailure(error: Refusal): FailureVerdict {
  if (error.kind === 'unauthorized') return { kind: 'credentials' };
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

type Problem = { field: string; description: string; isBlank: boolean };
type Judged = FixCode | 'ours';
type Rule = { fits: (problem: Problem) => boolean; means: Judged };

const named =
  (...fields: string[]) =>
  ({ field }: Problem) =>
    fields.includes(field.replace(/_id$/, ''));
const saying =
  (words: RegExp) =>
  ({ description }: Problem) =>
    words.test(description);
const all =
  (...conditions: Rule['fits'][]) =>
  (problem: Problem) =>
    conditions.every((fits) => fits(problem));
const isOurText = saying(/^(?:description|subject|comment|body)\b/i);
const isCustomField = ({ field }: Problem) => /^(?:custom_fields?|fields?)(?:_?\d+)?$/.test(field);

/** The first rule that fits names the problem. */
const rules: Rule[] = [
  { fits: all(saying(/suspended/i), named('requester', 'base', '')), means: 'requester_suspended' },
  { fits: saying(/closed prevents|ticket is closed/i), means: 'ticket_closed' },
  {
    fits: all(saying(/comment/i), saying(/5,?000|too many|maximum number|limit/i)),
    means: 'ticket_full',
  },
  { fits: named('comment', 'description', 'subject', 'external'), means: 'ours' },
  { fits: all(({ isBlank }) => isBlank, isOurText), means: 'ours' },
  { fits: named('requester', 'submitter'), means: 'requester_refused' },
  { fits: saying(/^requester\b/i), means: 'requester_refused' },
  { fits: named('ticket_form'), means: 'form_gone' },
  { fits: saying(/^ticket form\b/i), means: 'form_gone' },
  { fits: named('group'), means: 'group_gone' },
  { fits: named('assignee'), means: 'assignee_gone' },
  { fits: named('brand'), means: 'brand_gone' },
  { fits: named('tags', 'tag'), means: 'tag_refused' },
  { fits: ({ isBlank }) => isBlank, means: 'field_required' },
  { fits: named('priority', 'type', 'status'), means: 'choice_refused' },
  {
    fits: all(isCustomField, saying(/not found|does not exist|deleted|no longer/i)),
    means: 'field_gone',
  },
  { fits: isCustomField, means: 'field_refused' },
];

const blank = /is required|cannot be blank|can['’]t be blank|is needed/i;

/** Problems by field; where the answer names none (rows of a job, other envelopes), its words are the one problem. */
function readProblems({ details, words, code }: Refusal): Problem[] {
  const listed = Object.entries(details ?? {}).flatMap(([field, entries]) =>
    entries.map(({ description, error }) => ({
      field,
      description,
      isBlank: error === 'BlankValue' || blank.test(description),
    })),
  );
  if (listed.length > 0) return listed;
  const said = code && words.startsWith(`${code}: `) ? words.slice(code.length + 2) : words;
  return [{ field: 'base', description: said, isBlank: blank.test(said) }];
}

/** `Size: is required when solving a ticket` speaks of the field with the title `Size`. */
const titleOf = ({ description }: Problem) => /^([^:]{1,80}):/.exec(description)?.[1]?.trim() ?? null;

/** Answers to a request that is wrong in itself. Others (402, 423, 451…) speak of the account. */
const ourStatuses = new Set([400, 405, 406, 411, 413, 414, 415, 431]);

/** Told by status and name of the error, whatever it is about. */
function isOurMistake({ status, code, words }: Refusal): boolean {
  if (ourStatuses.has(status ?? 0)) return true;
  return code === 'Unprocessable Entity' || /could not parse json/i.test(words);
}

/** What an invalid attribute is about: `You passed an invalid value for the group_id attribute.` */
function readAttribute({ words }: Refusal): Problem | null {
  const field = /invalid value for the (\w+) attribute/i.exec(words)?.[1];
  return field ? { field, description: words, isBlank: false } : null;
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
