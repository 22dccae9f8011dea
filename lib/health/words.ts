/** A check's result in words, the same on the page, in mails and in the documentation. Pure: the caller brings the language. */
import { fixOf, type HealthResult } from '@/lib/zendesk/health/judgement';

type Values = Record<string, string | number>;
export type Say = { (key: string, values?: Values): string; has: (key: string) => boolean };

/** Catalogues `health` and `applications.checks`, and how a moment is written. */
export type HealthWords = { t: Say; checks: Say; moment: (iso: string) => string };

export type Told = {
  name: string;
  /** What was seen, or what is wrong. */
  what: string;
  /** What the merchant does, with the exact clicks. */
  steps: string | null;
  /** What our repair does. */
  repair: string | null;
};

/** Values a text may name; a result that does not give one must not break the sentence. */
const none: Values = {
  user: '',
  role: '',
  host: '',
  method: '',
  words: '',
  status: 0,
  daysLeft: 0,
  endsOn: '',
  retryAfterMs: 0,
  parts: '',
  id: '',
  title: '',
  field: '',
  names: '',
  count: 0,
  tag: '',
  endpoint: '',
  waiting: 0,
  blocked: 0,
  remaining: 0,
  limit: 0,
  seconds: 0,
};
const moments = new Set(['sent', 'received', 'since']);

type Shown = Pick<HealthResult, 'name' | 'state' | 'evidence'> & { reason?: string | null };

export function tellResult({ name, state, reason, evidence }: Shown, words: HealthWords): Told {
  const { t, checks } = words;
  const values = { ...none, ...writeMoments(evidence, words) };
  const label = t(`names.${name}`);
  if (!reason || reason === 'not_reached') {
    const what = state === 'ok' ? t(`good.${name}`, values) : t('notSeen');
    return { name: label, what, steps: null, repair: null };
  }
  const find = (kind: 'reasons' | 'next') =>
    t.has(`${kind}.${reason}`)
      ? t(`${kind}.${reason}`, values)
      : checks.has(`${kind}.${reason}`)
        ? checks(`${kind}.${reason}`, values)
        : null;
  const fix = fixOf(reason);
  return {
    name: label,
    what: find('reasons') ?? checks('reasons.unexpected_answer', values),
    steps: fix === 'merchant' ? find('next') : null,
    repair: fix === 'repair' ? t(`repair.does.${reason}`, values) : null,
  };
}

/** Numbers of objects are names, not amounts: they are written without separators. */
function writeMoments(evidence: Values | undefined, { t, moment }: HealthWords): Values {
  const written: Values = {};
  for (const [key, value] of Object.entries(evidence ?? {})) {
    if (key === 'parts')
      written[key] = String(value)
        .split(', ')
        .map((part) => t(`rights.${part}`))
        .join(', ');
    else if (moments.has(key)) written[key] = value === '' ? t('never') : moment(String(value));
    else written[key] = key === 'id' || key === 'field' ? String(value) : value;
  }
  return written;
}
