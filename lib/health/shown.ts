import { z } from 'zod';
import type { HealthResult as Row } from '@/lib/platform/db/generated/client';
import { fixOf, type Difference, type Fix, type HealthCheckName } from '@/lib/zendesk/health/judgement';

const difference = z.object({ part: z.string(), found: z.string(), wanted: z.string() });
const evidenceSchema = z.looseObject({ differences: z.array(difference).default([]) });
const valueSchema = z.union([z.string(), z.number()]);

/** A kept result as pages and mails show it. */
export type ShownResult = {
  name: HealthCheckName;
  state: Row['state'];
  reason: string | null;
  evidence: Record<string, string | number>;
  differences: Difference[];
  fix: Fix | null;
  checkedAt: string;
  changedAt: string;
  lastGoodAt: string | null;
};

/** What was seen is plain text and numbers; a secret never gets this far. */
export function toShown(row: Row): ShownResult {
  const { differences, ...values } = evidenceSchema.parse(row.evidence);
  const evidence = Object.entries(values).filter(([, value]) => valueSchema.safeParse(value).success);
  return {
    name: row.name as HealthCheckName,
    state: row.state,
    reason: row.reason,
    evidence: Object.fromEntries(evidence) as ShownResult['evidence'],
    differences,
    fix: row.state === 'ok' ? null : fixOf(row.reason),
    checkedAt: row.checkedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    lastGoodAt: row.lastGoodAt?.toISOString() ?? null,
  };
}
