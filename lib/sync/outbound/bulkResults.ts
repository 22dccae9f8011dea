import { ZendeskError, type ZendeskErrorKind } from '@/lib/zendesk/errors';
import { readDetails } from '@/lib/zendesk/answerErrors';
import type { JobResult } from '@/lib/zendesk/resources/jobs';

function kindOf(code: string, words: string): ZendeskErrorKind {
  if (/conflict|collision/i.test(`${code} ${words}`)) return 'conflict';
  if (/not_?found|deleted/i.test(code)) return 'not_found';
  if (/forbidden|unauthorized|access/i.test(code)) return 'forbidden';
  if (/timeout|unavailable|internal|server/i.test(code)) return 'unavailable';
  return 'validation';
}

/**
 * Pure: what a job says of one of its rows, as the error a single call would have ended in, so that one failure policy judges both.
 * @returns null for a row that went well.
 */
export function toRowError(result: JobResult): ZendeskError | null {
  const isFailed = result.success === false || result.error != null || /^failed$/i.test(result.status ?? '');
  if (!isFailed) return null;
  const code = result.error ?? 'RecordInvalid';
  const said = typeof result.details === 'string' ? result.details : JSON.stringify(result.details ?? '');
  const kind = kindOf(code, said);
  const words = [code, said]
    .filter((part) => part !== '' && part !== '""')
    .join(': ')
    .slice(0, 500);
  // A row that failed was not done, whatever the reason: the job says so.
  return new ZendeskError({ kind, outcome: 'refused', code, words, details: readDetails(result.details) });
}
