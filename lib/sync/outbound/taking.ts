/**
 * Pure: how what has just been planned travels. Most of it is written down as sent in the statement that plans it and goes out from
 * memory: what is written twice and read again costs more than all else. What has no free call now is not even planned, so that later
 * changes can still be folded in.
 */
import { maxBulkItems } from '@/lib/zendesk/resources/jobs';

/** From here on a batch is cheaper than single calls, although a job is slower than a call. */
export const bulkFrom = 36;
/** So few new ones beside a backlog still go one by one, at once. */
export const fewFresh = 5;
/** Long reviews travel in smaller batches: how large a body Zendesk takes is not known. */
const maxBodyBytes = 800_000;

/** Rows of one kind as batches, each within the limits of one call. @param sizeOf bytes of its body. */
export function toBatches<T>(rows: T[], sizeOf: (row: T) => number): T[][] {
  const batches: T[][] = [];
  let size = Infinity;
  for (const row of rows) {
    const length = sizeOf(row);
    const last = batches.at(-1);
    if (!last || last.length >= maxBulkItems || size + length > maxBodyBytes) {
      batches.push([row]);
      size = length;
    } else {
      last.push(row);
      size += length;
    }
  }
  return batches;
}

type Travelling = { kind: 'create_ticket' | 'update_ticket'; lane: 0 | 1; payloadJson: Uint8Array };

export type Ways<T> = {
  /** Go one by one, now. */
  alone: T[];
  /** Go together, a job each, now. */
  jobs: T[][];
  /** Are written down and listed when their time comes: updates in numbers, whose tickets must be read first. */
  later: T[];
  /** Stay events until a call is free. */
  left: T[];
};

/** @param freeJobs calls taken for batches. */
export function chooseWays<T extends Travelling>(rows: T[], freeJobs: number): Ways<T> {
  if (rows.length < bulkFrom) return { alone: rows, jobs: [], later: [], left: [] };
  const fresh = rows.filter((row) => row.lane === 0);
  const alone = fresh.length <= fewFresh ? fresh : [];
  const rest = rows.filter((row) => !alone.includes(row));
  const batches = toBatches(
    rest.filter((row) => row.kind === 'create_ticket'),
    (row) => row.payloadJson.length,
  );
  return {
    alone,
    jobs: batches.slice(0, freeJobs),
    later: rest.filter((row) => row.kind === 'update_ticket'),
    left: batches.slice(freeJobs).flat(),
  };
}
