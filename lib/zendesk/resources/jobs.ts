/** Bulk writes: up to a hundred tickets in one call, carried out by a job whose results name each of them. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import type { TicketChanges } from '@/lib/zendesk/resources/tickets';

/** Zendesk refuses more with `TooManyValues`. */
export const maxBulkItems = 100;

const resultSchema = z.looseObject({
  index: z.number().int().nullish(),
  id: idSchema.nullish(),
  success: z.boolean().nullish(),
  status: z.string().nullish(),
  error: z.string().nullish(),
  details: z.unknown().optional(),
});
export type JobResult = z.output<typeof resultSchema>;

const jobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  total: z.number().nullish(),
  progress: z.number().nullish(),
  message: z.string().nullish(),
  /** Read one job at a time (`resultsOf`): an answer may hold seventy of them with a hundred results each. */
  results: z.unknown().optional(),
});
export type Job = z.output<typeof jobSchema>;

const resultsSchema = z.array(resultSchema);

/** What became of each row of a job; empty where Zendesk says nothing that can be read, which leaves them unknown. */
export function resultsOf(job: Job): JobResult[] {
  const read = resultsSchema.safeParse(job.results);
  return read.success ? read.data : [];
}

const jobAnswer = z.looseObject({ job_status: jobSchema });
const jobsAnswer = z.looseObject({ job_statuses: z.array(jobSchema) });

export const isJobOver = (job: Job) => !['queued', 'working'].includes(job.status);

type Options = { signal?: AbortSignal };

const beforeTickets = Buffer.from('{"tickets":[');
const comma = Buffer.from(',');
const afterTickets = Buffer.from(']}');

/**
 * @param tickets each a new ticket as JSON in UTF-8: they have been written once already, to be stored.
 * @throws ZendeskError; with `outcome: 'unknown'` the job may exist, and with it any of the tickets.
 */
export async function createTickets(
  client: ZendeskClient,
  tickets: readonly Uint8Array[],
  { signal }: Options = {},
): Promise<Job> {
  const path = apiPath('tickets', 'create_many');
  const list = tickets.flatMap((ticket, place) => (place === 0 ? ticket : [comma, ticket]));
  const json = Buffer.concat([beforeTickets, ...list, afterTickets]);
  const answer = await client.request({ method: 'POST', path, json, schema: jobAnswer, signal });
  return answer.job_status;
}

/** Tags are added and taken in it without touching others. */
export type BulkChange = TicketChanges & { id: number; additional_tags?: string[]; remove_tags?: string[] };

/** @throws ZendeskError as `createTickets`. */
export async function updateTickets(
  client: ZendeskClient,
  tickets: BulkChange[],
  { signal }: Options = {},
): Promise<Job> {
  const path = apiPath('tickets', 'update_many');
  const answer = await client.request({ method: 'PUT', path, body: { tickets }, schema: jobAnswer, signal });
  return answer.job_status;
}

/** Jobs by their names, at most a hundred, in one call where the account knows it; those it no longer knows are missing. */
export async function findJobs(
  client: ZendeskClient,
  ids: string[],
  { signal }: Options = {},
): Promise<Job[]> {
  const [only] = ids;
  if (only === undefined) return [];
  try {
    if (ids.length === 1) {
      const path = apiPath('job_statuses', only);
      return [(await client.request({ method: 'GET', path, schema: jobAnswer, signal })).job_status];
    }
    const path = apiPath('job_statuses', 'show_many');
    const query = { ids: ids.join(',') };
    return (await client.request({ method: 'GET', path, query, schema: jobsAnswer, signal })).job_statuses;
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') return [];
    throw error;
  }
}

/** The account's latest jobs, ours and others'. */
export async function listJobs(client: ZendeskClient, { signal }: Options = {}): Promise<Job[]> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('job_statuses'),
    schema: jobsAnswer,
    signal,
  });
  return answer.job_statuses;
}
