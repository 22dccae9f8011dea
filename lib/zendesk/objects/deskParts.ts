/**
 * What a view, macro or service level policy says, as named parts of text. People compare the parts side by side, we compare them to
 * what we wrote: one form for all kinds, in which spelling that means nothing (order, `true` for `"true"`) is gone. Pure.
 */
import { createHash } from 'node:crypto';
import type { Action, Condition } from '@/lib/zendesk/resources/triggers';
import type { SlaMetric } from '@/lib/zendesk/resources/slaPolicies';

export const deskKinds = ['view', 'macro', 'sla'] as const;
export type DeskKind = (typeof deskKinds)[number];

type Filter = { all: Condition[]; any: Condition[] };
export type DeskBody =
  | ({ kind: 'view'; title: string; active: boolean; columns: (string | number)[]; sortBy: string } & Filter)
  | { kind: 'macro'; title: string; active: boolean; actions: Action[] }
  | ({ kind: 'sla'; title: string; targets: SlaMetric[]; startsOnNotes: boolean } & Filter);

export const deskParts = [
  'title',
  'active',
  'conditions',
  'columns',
  'sort',
  'actions',
  'targets',
  'start',
] as const;
export type DeskPart = (typeof deskParts)[number];
export type DeskParts = Partial<Record<DeskPart, string>>;

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join(' ');
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : JSON.stringify(value);
};
const line = ({ field, operator, value }: Condition) =>
  [field, operator, plain(value)].filter(Boolean).join(' ');
const lines = (texts: string[]) => [...texts].sort().join('\n');

/** Whatever holds for `any` is marked, because the two lists mean different things. */
const filterText = ({ all, any }: Filter) =>
  lines([...all.map(line), ...any.map((condition) => `or ${line(condition)}`)]);

const targetText = ({ metric, priority, target, business_hours }: SlaMetric) =>
  `${metric} ${priority} ${target} min${business_hours ? ' (business hours)' : ''}`;

export function toParts(body: DeskBody): DeskParts {
  const { title } = body;
  if (body.kind === 'macro')
    return { title, active: String(body.active), actions: lines(body.actions.map(line)) };
  if (body.kind === 'view') {
    const columns = body.columns.map(String).join(' · ');
    return { title, active: String(body.active), conditions: filterText(body), columns, sort: body.sortBy };
  }
  const start = String(body.startsOnNotes);
  return { title, conditions: filterText(body), targets: lines(body.targets.map(targetText)), start };
}

/** Twelve hexadecimal digits: kept in the object itself, so that an edit in Zendesk is noticed without a table of ours. */
export function fingerprint(parts: DeskParts): string {
  const text = JSON.stringify(deskParts.map((part) => parts[part] ?? null));
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
