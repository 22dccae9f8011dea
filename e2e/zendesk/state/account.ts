import type {
  AccountRow,
  ApiTokenRow,
  OAuthClientRow,
  OAuthCodeRow,
  OAuthTokenRow,
  SessionRow,
  UserRow,
} from './account-rows';
import type * as Apps from './app-rows';
import type * as Rules from './desk-rows';
import type * as Desk from './help-desk-rows';
import type { Journal } from './journal';
import { Table } from './table';
import type { AttemptRow, InvocationRow, WebhookRow } from './webhook-rows';

interface CounterRow {
  id: string;
  next: number;
}

/** One help desk: its rows, its clock and its id counters. */
export class Account {
  readonly users;
  readonly apiTokens;
  readonly clients;
  readonly tokens;
  readonly codes;
  readonly sessions;
  readonly tickets;
  readonly audits;
  readonly comments;
  readonly fields;
  readonly triggers;
  readonly categories;
  readonly automations;
  readonly targets;
  readonly views;
  readonly macros;
  readonly slaPolicies;
  readonly attachments;
  readonly groups;
  readonly brands;
  readonly forms;
  readonly webhooks;
  readonly invocations;
  readonly attempts;
  readonly mails;
  readonly jobs;
  readonly jobPayloads;
  readonly idempotency;
  readonly uploads;
  readonly apps;
  readonly appJobs;
  readonly installations;
  private readonly counters: Table<CounterRow>;
  private readonly byName = new Map<string, Table<{ id: string | number }>>();

  constructor(
    readonly subdomain: string,
    private readonly journal: Journal,
    private readonly accounts: Table<AccountRow>,
    private readonly serverOffsetMs: () => number,
  ) {
    this.users = this.table<UserRow>('users', {
      email: (user) => user.email,
      externalId: (user) => user.externalId,
    });
    this.apiTokens = this.table<ApiTokenRow>('api_tokens');
    this.clients = this.table<OAuthClientRow>('clients', { identifier: (client) => client.identifier });
    this.tokens = this.table<OAuthTokenRow>('tokens', {
      token: (token) => token.token,
      refresh: (token) => token.refreshToken,
    });
    this.codes = this.table<OAuthCodeRow>('codes');
    this.sessions = this.table<SessionRow>('sessions');
    this.tickets = this.table<Desk.TicketRow>('tickets', { externalId: (ticket) => ticket.externalId });
    this.audits = this.table<Desk.AuditRow>('audits', { ticket: (audit) => audit.ticketId });
    this.comments = this.table<Desk.CommentRow>('comments', { ticket: (comment) => comment.ticketId });
    this.fields = this.table<Desk.TicketFieldRow>('fields');
    this.triggers = this.table<Desk.TriggerRow>('triggers');
    this.categories = this.table<Desk.TriggerCategoryRow>('categories');
    this.automations = this.table<Desk.AutomationRow>('automations');
    this.targets = this.table<Desk.TargetRow>('targets');
    this.views = this.table<Rules.ViewRow>('views');
    this.macros = this.table<Rules.MacroRow>('macros');
    this.slaPolicies = this.table<Rules.SlaPolicyRow>('sla_policies');
    this.attachments = this.table<Desk.AttachmentRow>('attachments', {
      upload: (attachment) => attachment.uploadToken,
      comment: (attachment) => attachment.commentId,
    });
    this.groups = this.table<Desk.NamedRow>('groups');
    this.brands = this.table<Desk.NamedRow>('brands');
    this.forms = this.table<Desk.NamedRow>('forms');
    this.webhooks = this.table<WebhookRow>('webhooks');
    this.invocations = this.table<InvocationRow>('invocations', {
      webhook: (invocation) => invocation.webhookId,
      pending: (invocation) => (invocation.isDone ? null : 'yes'),
    });
    this.attempts = this.table<AttemptRow>('attempts', { invocation: (attempt) => attempt.invocationId });
    this.mails = this.table<Desk.OutgoingMailRow>('mails');
    this.jobs = this.table<Desk.JobRow>('jobs', {
      pending: (job) => (job.status === 'queued' || job.status === 'working' ? 'yes' : null),
    });
    this.jobPayloads = this.table<Desk.JobPayloadRow>('job_payloads');
    this.idempotency = this.table<Desk.IdempotencyRow>('idempotency');
    this.uploads = this.table<Apps.UploadRow>('uploads');
    this.apps = this.table<Apps.AppRow>('apps');
    this.appJobs = this.table<Apps.AppJobRow>('app_jobs', {
      pending: (job) => (job.status === 'queued' ? 'yes' : null),
    });
    this.installations = this.table<Apps.InstallationRow>('installations', {
      app: (installation) => installation.appId,
    });
    this.counters = this.table<CounterRow>('counters');
  }

  get row(): AccountRow {
    const row = this.accounts.get(this.subdomain);
    if (!row) throw new Error(`account ${this.subdomain} is gone`);
    return row;
  }

  saveRow(): void {
    this.accounts.save(this.row);
  }

  /** Every table by its journal name, for replay, snapshot and reset. */
  tables(): Map<string, Table<{ id: string | number }>> {
    return this.byName;
  }

  /** The account's clock in milliseconds; tests move it to expire credentials. */
  nowMs(): number {
    return Date.now() + this.serverOffsetMs() + this.row.clockOffsetMs;
  }

  /** Timestamps as the API writes them: seconds, UTC. */
  now(): string {
    return toTimestamp(this.nowMs());
  }

  /** Ids are integers below 2^53, unlike between accounts; tickets count from 1 in each account. */
  nextId(kind: 'object' | 'ticket' = 'object'): number {
    const counter = this.counters.get(kind) ?? { id: kind, next: 1 };
    const value = counter.next;
    this.counters.save({ id: kind, next: value + 1 });
    return kind === 'ticket' ? value : this.row.accountId * 10_000_000 + value;
  }

  private table<T extends { id: string | number }>(
    name: string,
    indexes: Record<string, (row: T) => string | number | null> = {},
  ): Table<T> {
    const table = new Table<T>(this.journal, this.subdomain, name, indexes);
    // The map is only used to restore and list rows whole, never to read a column.
    this.byName.set(name, table as unknown as Table<{ id: string | number }>);
    return table;
  }
}

/** @returns `YYYY-MM-DDTHH:MM:SSZ` */
export function toTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
