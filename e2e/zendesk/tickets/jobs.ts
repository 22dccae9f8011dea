import type { JsonObject, Practice } from '../http/context';
import { ApiError } from '../http/errors';
import { toText } from '../http/text';
import type { Account } from '../state/account';
import type { JobRow, TicketRow } from '../state/help-desk-rows';
import { jobId } from '../state/identifiers';
import { createTicket, updateTicket, type Writer } from './write';

const CHUNK = 10;

/** Runs bulk jobs one after another per account, a few rows per turn of the event loop, and resumes them at start. */
export class JobRunner {
  private readonly running = new Set<string>();
  private isClosed = false;

  constructor(private readonly practice: () => Practice) {}

  /** Queues a job over these items; the runner takes it up after the account's job delay. */
  enqueue(account: Account, action: JobRow['action'], actorId: number, items: JsonObject[]): JobRow {
    const job: JobRow = {
      id: jobId(),
      action,
      actorId,
      status: 'queued',
      total: items.length,
      progress: null,
      message: null,
      results: null,
      createdAtMs: account.nowMs(),
    };
    account.jobPayloads.save({ id: job.id, items });
    account.jobs.save(job);
    this.wake(account);
    return { ...job };
  }

  pending(account: Account): number {
    return account.jobs.by('pending', 'yes').length;
  }

  wake(account: Account): void {
    if (this.isClosed || this.running.has(account.subdomain) || this.pending(account) === 0) return;
    this.running.add(account.subdomain);
    setTimeout(() => {
      this.turn(account);
    }, account.row.behaviour.jobDelayMs);
  }

  close(): void {
    this.isClosed = true;
  }

  private turn(account: Account): void {
    if (this.isClosed) return;
    const job = account.jobs.by('pending', 'yes')[0];
    if (!job) {
      this.running.delete(account.subdomain);
      return;
    }
    this.advance(account, job);
    if (job.status !== 'working') {
      this.running.delete(account.subdomain);
      this.wake(account);
    } else {
      setImmediate(() => {
        this.turn(account);
      });
    }
  }

  /** Does the next rows and their results in one step, so a restart neither repeats nor skips one. */
  private advance(account: Account, job: JobRow): void {
    if (job.action === 'destroy' && account.row.behaviour.failsDestroyJobs) {
      Object.assign(job, { status: 'failed', message: 'Failed', results: [] });
      account.jobs.save(job);
      account.jobPayloads.delete(job.id);
      return;
    }
    const actor = account.users.get(job.actorId);
    const items = account.jobPayloads.get(job.id)?.items ?? [];
    const results = job.results ?? [];
    const end = Math.min(items.length, results.length + CHUNK);
    for (let index = results.length; index < end; index += 1) {
      const item = items[index] ?? {};
      const writer: Writer | null = actor
        ? { practice: this.practice(), account, actor, viaChannel: 'api' }
        : null;
      results.push(runItem(writer, job.action, item, index));
    }
    job.results = results;
    job.progress = results.length;
    job.status = results.length >= items.length ? 'completed' : 'working';
    const verb = { create: 'Creating', update: 'Updating', delete: 'Deleting', destroy: 'Deleting' }[
      job.action
    ];
    job.message =
      job.status === 'completed'
        ? `Completed at ${account.now().replace('T', ' ').replace('Z', ' +0000')}`
        : `${verb} ticket #${String(results.length)}`;
    account.jobs.save(job);
    if (job.status === 'completed') account.jobPayloads.delete(job.id);
  }
}

const ticketNotFound = () => new ApiError(404, { error: 'TicketNotFound', description: 'Not found' });

function runItem(
  writer: Writer | null,
  action: JobRow['action'],
  item: JsonObject,
  index: number,
): JsonObject {
  try {
    if (!writer) throw new ApiError(403, { error: 'Forbidden', description: 'The user is gone' });
    if (action === 'create') {
      const { ticket } = createTicket(writer, item);
      return { index, id: ticket.id, account_id: writer.account.row.accountId };
    }
    const id = Number(item.id);
    const ticket = writer.account.tickets.get(id);
    if (!ticket) throw ticketNotFound();
    if (ticket.isDeleted !== (action === 'destroy')) throw ticketNotFound();
    if (action === 'update') updateTicket(writer, ticket, item);
    else if (action === 'delete') deleteTicket(writer.account, id);
    else destroyTicket(writer.account, ticket);
    return action === 'update'
      ? { action, status: 'Updated', success: true, id }
      : { action: 'delete', status: 'Deleted', success: true, id };
  } catch (error) {
    return toFailure(error, action, item, index);
  }
}

/** Hides a ticket; incremental exports still show it as deleted. */
export function deleteTicket(account: Account, id: number): void {
  const ticket = account.tickets.get(id);
  if (!ticket) return;
  const generatedTimestamp = Math.floor(account.nowMs() / 1000);
  account.tickets.save({ ...ticket, isDeleted: true, updatedAt: account.now(), generatedTimestamp });
}

function destroyTicket(account: Account, ticket: TicketRow): void {
  for (const comment of account.comments.by('ticket', ticket.id)) {
    for (const file of account.attachments.by('comment', comment.id)) account.attachments.delete(file.id);
    account.comments.delete(comment.id);
  }
  for (const audit of account.audits.by('ticket', ticket.id)) account.audits.delete(audit.id);
  account.tickets.delete(ticket.id);
}

function toFailure(error: unknown, action: JobRow['action'], item: JsonObject, index: number): JsonObject {
  if (!(error instanceof ApiError)) throw error;
  const body = typeof error.body === 'object' && error.body !== null ? error.body : {};
  const code = typeof body.error === 'string' ? body.error : 'RecordInvalid';
  const details =
    body.details === undefined ? toText(body.description ?? error.message) : JSON.stringify(body.details);
  if (action === 'create') return { index, error: code, details };
  return { index, action, success: false, status: 'Failed', id: Number(item.id), error: code, details };
}
