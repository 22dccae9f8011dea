import { allow, callerOf } from '../http/auth';
import { readJson, recordIn } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { ApiError, parameterMissing, recordNotFound, tooManyValues } from '../http/errors';
import { isObject, json } from '../http/reply';
import type { JobRow } from '../state/help-desk-rows';
import { readIds } from './request';
import { useUpdateLimits } from './tickets';

const MAX_ITEMS = 100;
const JOB_LIFE_MS = 24 * 3600_000;

export function presentJob(c: PracticeContext, job: JobRow) {
  return {
    id: job.id,
    url: `${c.get('practice').store.baseUrl(c.get('account'))}/api/v2/job_statuses/${job.id}.json`,
    total: job.total,
    progress: job.progress,
    status: job.status,
    message: job.message,
    results: job.status === 'completed' || job.status === 'failed' ? job.results : null,
  };
}

function readItems(body: JsonObject): JsonObject[] {
  const items = body.tickets;
  if (!Array.isArray(items)) throw parameterMissing('tickets');
  if (items.length > MAX_ITEMS) throw tooManyValues();
  return items.filter(isObject);
}

/** Queues a job, unless thirty are already queued or running (that status and body are unconfirmed). */
function enqueue(c: PracticeContext, action: JobRow['action'], items: JsonObject[]): Response {
  const account = c.get('account');
  const { jobs } = c.get('practice');
  const total = account.row.limits.jobsInFlight;
  const inFlight = jobs.pending(account);
  const remaining = Math.max(0, total - inFlight - 1);
  c.get('extraHeaders')['zendesk-ratelimit-inflight-jobs'] =
    `total=${String(total)}; remaining=${String(remaining)}; resets=60`;
  if (inFlight >= total) {
    throw new ApiError(
      429,
      {
        error: 'TooManyJobs',
        description: `Too many jobs queued or running: at most ${String(total)} are allowed`,
      },
      { 'retry-after': '60' },
    );
  }
  const job = jobs.enqueue(account, action, callerOf(c).user.id, items);
  return json(c, { job_status: presentJob(c, job) });
}

async function updateMany(c: PracticeContext): Promise<Response> {
  const body = await readJson(c);
  useUpdateLimits(c, null);
  if (c.req.query('ids') === undefined) return enqueue(c, 'update', readItems(body));
  const change = recordIn(body, 'ticket');
  return enqueue(
    c,
    'update',
    readIds(c).map((id) => ({ ...change, id })),
  );
}

/** Bulk writes and the jobs that carry them out. */
export function mountBulk(api: PracticeApp): void {
  const agent = allow('agent', 'tickets');
  api.post('/tickets/create_many', agent, async (c) => enqueue(c, 'create', readItems(await readJson(c))));
  api.put('/tickets/update_many', agent, updateMany);
  api.delete('/tickets/destroy_many', agent, (c) =>
    enqueue(
      c,
      'delete',
      readIds(c).map((id) => ({ id })),
    ),
  );
  api.get('/job_statuses', agent, (c) => {
    const jobs = c.get('account').jobs.all().slice(-MAX_ITEMS);
    return json(c, { job_statuses: jobs.map((job) => presentJob(c, job)), count: jobs.length });
  });
  api.get('/job_statuses/show_many', agent, (c) => {
    const ids = (c.req.query('ids') ?? '').split(',').filter((id) => id !== '');
    if (ids.length > MAX_ITEMS) throw tooManyValues();
    const account = c.get('account');
    const jobs = ids.flatMap((id) => account.jobs.get(id) ?? []);
    const known = jobs.filter((job) => account.nowMs() - job.createdAtMs <= JOB_LIFE_MS);
    return json(c, { job_statuses: known.map((job) => presentJob(c, job)), count: known.length });
  });
  api.get('/job_statuses/:id', agent, (c) => {
    const account = c.get('account');
    const job = account.jobs.get(c.req.param('id'));
    if (!job || account.nowMs() - job.createdAtMs > JOB_LIFE_MS) throw recordNotFound();
    return json(c, { job_status: presentJob(c, job) });
  });
}
