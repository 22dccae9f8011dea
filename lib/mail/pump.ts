/**
 * Sends the outbox. A row is claimed with a lease, rendered, handed over, marked sent. A worker that dies leaves the row
 * `sending`; the next claim after its lease takes it again. With the mail folder that is exactly once (same row, same
 * file); with SMTP a death between the server's "accepted" and our mark repeats the mail under the same Message-ID.
 */
import { closeDelivery, deliver, sweepUnfinished } from '@/lib/mail/delivery';
import { maxAttempts, retryDelayMs } from '@/lib/mail/backoff';
import type { MailKind } from '@/lib/platform/outbox';
import { renderMail } from '@/lib/mail/render';
import { findContent } from '@/lib/mail/source';
import { now } from '@/lib/platform/clock';
import { pool } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';

/** Small, so that a batch ends well within its lease even when each mail runs into the SMTP timeouts. */
const batchSize = 10;
const leaseSeconds = 120;

type ClaimedMail = {
  id: string;
  kind: MailKind;
  toAddress: string;
  websiteId: string | null;
  reviewId: string | null;
  locale: string;
  data: unknown;
  attempts: number;
  createdAt: Date;
};

/** Due by the product's clock; leases run on the database's, which all workers share. */
async function claim(): Promise<ClaimedMail[]> {
  const { rows } = await pool.query<ClaimedMail>(
    `UPDATE mail SET state = 'sending', attempts = attempts + 1, locked_until = now() + make_interval(secs => $2)
     WHERE id IN (
       SELECT id FROM mail
       WHERE state IN ('waiting', 'sending') AND not_before <= $1
         AND (state = 'waiting' OR locked_until < now()) AND attempts < $3
       ORDER BY not_before, id LIMIT $4 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, to_address AS "toAddress", website_id AS "websiteId", review_id AS "reviewId", locale, data,
       attempts, created_at AS "createdAt"`,
    [now(), leaseSeconds, maxAttempts, batchSize],
  );
  return rows;
}

/** `attempts` is the claim's number: a worker whose lease another has taken over changes nothing any more. */
async function mark(
  mail: ClaimedMail,
  change: { state: 'sent' | 'waiting' | 'failed'; notBefore?: Date; error?: string },
) {
  await pool.query(
    `UPDATE mail SET state = $3::mail_state, locked_until = NULL, last_error = $4,
       sent_at = CASE WHEN $3 = 'sent' THEN $5::timestamptz END, not_before = COALESCE($6, not_before)
     WHERE id = $1 AND state = 'sending' AND attempts = $2`,
    [mail.id, mail.attempts, change.state, change.error ?? null, now(), change.notBefore ?? null],
  );
}

async function send(mail: ClaimedMail): Promise<void> {
  try {
    const found = await findContent(mail);
    if (!found) {
      await mark(mail, { state: 'failed', error: 'nothing left to tell' });
      return;
    }
    const rendered = await renderMail(found, mail.locale);
    await deliver({ id: mail.id, to: mail.toAddress, at: mail.createdAt, rendered });
    await mark(mail, { state: 'sent' });
  } catch (error) {
    await retryLater(mail, error);
  }
}

/** A server that refuses this address for good will not take it on the twentieth try either. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 550 && responseCode < 560;
}

async function retryLater(mail: ClaimedMail, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  log().warn({ mailId: mail.id, kind: mail.kind, attempts: mail.attempts, err: error }, 'mail not sent');
  const isOver = mail.attempts >= maxAttempts || isFinal(error);
  const notBefore = new Date(now().getTime() + retryDelayMs(mail.attempts, Math.random()));
  await mark(mail, { state: isOver ? 'failed' : 'waiting', notBefore, error: text.slice(0, 500) });
}

/** A mail that took its worker down on every try would circle for ever without this. */
async function giveUp(): Promise<void> {
  await pool.query(
    `UPDATE mail SET state = 'failed', locked_until = NULL, last_error = COALESCE(last_error, 'the worker stopped while sending')
     WHERE state = 'sending' AND locked_until < now() AND attempts >= $1`,
    [maxAttempts],
  );
}

let isSwept = false;

export const mailPump: Pump = {
  name: 'mail',
  wakes: ['mail'],
  everyMs: 5_000,
  async run(signal) {
    if (!isSwept) await sweepUnfinished();
    isSwept = true;
    const mails = await claim();
    await Promise.all(mails.map(send));
    if (mails.length > 0 && !signal.aborted) return 'more';
    // Open SMTP connections serve a burst only; left open they would keep a stopping worker alive.
    closeDelivery();
    await giveUp();
    return 'idle';
  },
};
