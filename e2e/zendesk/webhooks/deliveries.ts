import type { Account } from '../state/account';
import { ulid } from '../state/identifiers';
import type { InvocationRow, WebhookRow } from '../state/webhook-rows';
import type { WebhookRequest } from '../triggers/engine';
import { CircuitBreaker, type BreakerOptions } from './breaker';
import { send, type Sent } from './send';

export interface DeliveryOptions {
  /** Waits before the first, second, … retry; its length is the number of retries. */
  retryDelaysMs: number[];
  timeoutMs: number;
  breaker: BreakerOptions;
  deliverTo: 'loopback' | 'any';
}

const PARALLEL_PER_ACCOUNT = 8;
/** Retry-After beyond this is not "short": the call ends instead of waiting. */
const LONGEST_RETRY_AFTER_SECONDS = 60;
const CONTENT_TYPES = {
  json: 'application/json',
  xml: 'application/xml',
  form_encoded: 'application/x-www-form-urlencoded',
};

/**
 * Delivers what triggers asked for, at least once: an invocation is saved with the ticket that caused it and marked done only
 * after its answer, so a restart repeats whatever was in the air, and a receiver must know it by its invocation id.
 */
export class DeliveryQueue {
  private readonly active = new Map<string, Set<string>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly breaker: CircuitBreaker;
  private isClosed = false;

  constructor(private readonly options: DeliveryOptions) {
    this.breaker = new CircuitBreaker(options.breaker);
  }

  get timeoutMs(): number {
    return this.options.timeoutMs;
  }

  get deliverTo(): 'loopback' | 'any' {
    return this.options.deliverTo;
  }

  /** Saves an invocation in the caller's synchronous step and sets out to deliver it. */
  enqueue(account: Account, request: WebhookRequest): void {
    const webhook = account.webhooks.get(request.webhookId);
    if (!webhook) return;
    const { delivery } = account.row;
    const now = Date.now();
    const isDropped = delivery.dropNext > 0;
    const invocation: InvocationRow = {
      id: ulid(now),
      webhookId: webhook.id,
      payload: request.payload,
      contentType: CONTENT_TYPES[webhook.requestFormat],
      status: isDropped ? 'dropped' : 'accepted',
      statusCode: null,
      attempts: 0,
      isDone: isDropped,
      dueAtMs: now + delivery.delayMs,
      createdAtMs: now,
      latestCompletedAt: null,
    };
    if (isDropped) {
      delivery.dropNext -= 1;
      account.saveRow();
    }
    account.invocations.save(invocation);
    this.wake(account);
  }

  /** Delivers a finished or waiting invocation again, under its own id. */
  redeliver(account: Account, invocation: InvocationRow): void {
    account.invocations.save({
      ...invocation,
      isDone: false,
      attempts: 0,
      status: 'accepted',
      dueAtMs: Date.now(),
    });
    this.wake(account);
  }

  pending(account: Account): number {
    return account.invocations.by('pending', 'yes').length;
  }

  /** Starts what is due and sets a timer for the next that is not. */
  wake(account: Account): void {
    if (this.isClosed) return;
    const active = this.active.get(account.subdomain) ?? new Set<string>();
    this.active.set(account.subdomain, active);
    const now = Date.now();
    const waiting = account.invocations
      .by('pending', 'yes')
      .filter((invocation) => !active.has(invocation.id));
    if (account.row.delivery.isReversed) waiting.reverse();
    let nextMs = Infinity;
    for (const invocation of waiting) {
      if (invocation.dueAtMs > now) nextMs = Math.min(nextMs, invocation.dueAtMs - now);
      else if (active.size < PARALLEL_PER_ACCOUNT) this.begin(account, invocation, active);
    }
    if (nextMs !== Infinity) this.wakeIn(account, nextMs);
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private wakeIn(account: Account, delayMs: number): void {
    clearTimeout(this.timers.get(account.subdomain));
    this.timers.set(
      account.subdomain,
      setTimeout(() => {
        this.wake(account);
      }, delayMs),
    );
  }

  private begin(account: Account, invocation: InvocationRow, active: Set<string>): void {
    active.add(invocation.id);
    void this.deliver(account, invocation).finally(() => {
      active.delete(invocation.id);
      this.wake(account);
    });
  }

  private async deliver(account: Account, invocation: InvocationRow): Promise<void> {
    const webhook = account.webhooks.get(invocation.webhookId);
    if (webhook?.status !== 'active') {
      this.finish(account, { ...invocation, isDone: true, status: 'terminated' });
      return;
    }
    if (this.breaker.isOpen(webhook.id)) {
      this.finish(account, { ...invocation, isDone: true, status: 'circuit broken' });
      return;
    }
    const copies = this.takeDuplicate(account);
    const sent = await send(account, webhook, invocation.id, invocation.payload, this.options);
    for (let copy = 0; copy < copies; copy += 1) {
      await send(account, webhook, invocation.id, invocation.payload, this.options);
    }
    if (this.isClosed) return;
    this.settle(account, webhook, invocation, sent);
  }

  /** How many extra times this delivery is repeated: one, while duplicates are ordered. */
  private takeDuplicate(account: Account): number {
    const { delivery } = account.row;
    if (delivery.duplicates <= 0) return 0;
    delivery.duplicates -= 1;
    account.saveRow();
    return 1;
  }

  private settle(account: Account, webhook: WebhookRow, invocation: InvocationRow, sent: Sent): void {
    this.breaker.record(webhook.id, sent.status !== 'success');
    const completedAt = account.now();
    const attempts = invocation.attempts + 1;
    const { status, statusCode, request, response } = sent;
    account.attempts.save({
      id: ulid(Date.now()),
      invocationId: invocation.id,
      status,
      statusCode,
      request,
      response,
      completedAt,
    });
    const delayMs = isRetried(sent) ? this.options.retryDelaysMs[attempts - 1] : undefined;
    const isDone = status === 'success' || delayMs === undefined;
    // A refusal that is not retried is recorded as `terminated`; running out of retries as its last status.
    const final = status === 'success' || isRetried(sent) ? status : 'terminated';
    this.finish(account, {
      ...invocation,
      attempts,
      isDone,
      status: isDone ? final : 'accepted',
      statusCode,
      dueAtMs: Date.now() + Math.max(delayMs ?? 0, (sent.retryAfterSeconds ?? 0) * 1000),
      latestCompletedAt: completedAt,
    });
  }

  /** Saves unless a reset took the invocation away while it was in the air. */
  private finish(account: Account, invocation: InvocationRow): void {
    if (account.invocations.get(invocation.id)) account.invocations.save(invocation);
  }
}

/**
 * Which answers are tried again is unconfirmed. Played here: 409, 429 and 503 (when any Retry-After is short), other 5xx,
 * time-outs and connections that fail; every other answer is final.
 */
function isRetried(sent: Sent): boolean {
  if (sent.status === 'timeout' || sent.status === 'failed') return true;
  if (sent.statusCode === 429 || sent.statusCode === 503) {
    return (sent.retryAfterSeconds ?? 0) <= LONGEST_RETRY_AFTER_SECONDS;
  }
  return sent.statusCode === 409 || sent.statusCode >= 500;
}
