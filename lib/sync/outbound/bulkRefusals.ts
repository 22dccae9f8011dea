/** What becomes of the rows a job refuses. */
import { goesAlone } from '@/lib/sync/outbound/bulk';
import { toRowError } from '@/lib/sync/outbound/bulkResults';
import { leaveJob, listOfJob, type OpenOfJob } from '@/lib/sync/outbound/bulkStore';
import { merchantRetryMs, noteFailure } from '@/lib/sync/outbound/recordFailure';
import type { ZendeskError } from '@/lib/zendesk/errors';
import type { JobResult } from '@/lib/zendesk/resources/jobs';

/** A delivery and what its job says of it. */
export type Pair = { deliveryId: string; result: JobResult };

/** Writes down what a job refused, row by row. */
export async function noteRefusedRows(
  jobId: string,
  { deliveryIds, pairs }: { deliveryIds: string[]; pairs: Pair[] },
): Promise<void> {
  const open = new Map((await listOfJob(jobId, deliveryIds)).map((delivery) => [delivery.id, delivery]));
  for (const { deliveryId, result } of pairs) {
    const error = toRowError(result);
    const delivery = open.get(deliveryId);
    if (error && delivery) await noteRefusedRow(delivery, error);
  }
}

/**
 * A job says what it refused in words alone, in the language of our user. By itself the same change is answered with the field and the
 * code that a verdict needs; what was judged so already stands.
 */
async function noteRefusedRow(delivery: OpenOfJob, error: ZendeskError): Promise<void> {
  if (error.kind !== 'validation' || error.details) {
    await noteFailure(delivery, error, false);
    return;
  }
  const isJudged = delivery.fixCode !== null;
  await leaveJob(delivery, {
    state: isJudged ? 'needs_merchant' : 'waiting',
    notBefore: new Date(Date.now() + (isJudged ? merchantRetryMs : 0)),
    errorCode: isJudged ? error.kind : goesAlone,
    detail: error.words,
  });
}
