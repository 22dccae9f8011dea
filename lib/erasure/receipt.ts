/** What an erasure can be proved by: figures, dates and a hash of the address. */
import type { ErasureReason } from '@/lib/erasure/schema';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';

/** By what the last try ended in. */
const reasonOf: Record<string, ErasureReason> = {
  forbidden: 'rights_lacking',
  words_left: 'words_left',
  files_left: 'files_left',
  unauthorized: 'connection_ended',
  account_not_found: 'connection_ended',
  connection_missing: 'connection_ended',
};

export type Receipt = {
  receiptId: string;
  /** SHA-256 of the address in lower case, in hexadecimal. */
  emailSha256: string;
  requestedBy: 'author' | 'shop';
  requestedAt: Date;
  /** What a shop passed on is `anonymous` until the author confirms by our mail. */
  extent: 'anonymous' | 'erased';
  /** `done` once nothing is left in Zendesk either. */
  state: 'under_way' | 'done';
  erased: { reviews: number; orders: number; mails: number };
  zendesk: {
    subdomain: string;
    ticketId: number | null;
    mode: 'redact' | 'delete';
    state: 'waiting' | 'done' | 'needs_merchant';
    /** What keeps it from being done, where only the merchant can help. */
    reason: ErasureReason | null;
    isRequesterKept: boolean;
    doneAt: Date | null;
  }[];
};

const include = { tickets: { orderBy: { id: 'asc' as const } } };
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;
const findRow = (id: string) => db.erasure.findUnique({ where: { id }, include });

function toReceipt(row: Row): Receipt {
  const { id, emailHash, source, at, reviews, orders, mails, tickets } = row;
  return {
    receiptId: id,
    emailSha256: Buffer.from(emailHash).toString('hex'),
    requestedBy: source,
    requestedAt: at,
    extent: source === 'author' || row.confirmedAt ? 'erased' : 'anonymous',
    state: tickets.every(({ state }) => state === 'done') ? 'done' : 'under_way',
    erased: { reviews, orders, mails },
    zendesk: tickets.map(({ subdomain, ticketId, mode, state, isRequesterKept, doneAt, lastError }) => ({
      subdomain,
      ticketId: ticketId === null ? null : Number(ticketId),
      mode,
      state,
      reason: state === 'needs_merchant' ? (reasonOf[lastError ?? ''] ?? 'refused') : null,
      isRequesterKept,
      doneAt,
    })),
  };
}

/** @throws AppError `not_found`, alike for an unknown receipt and another website's. */
export async function getReceipt(id: string, websiteId: string): Promise<Receipt> {
  const row = await findRow(id);
  if (row?.websiteId !== websiteId) throw new AppError('not_found', { detail: 'There is no such receipt.' });
  return toReceipt(row);
}

/** For the author's own page, reached by their signed link. */
export async function findReceipt(id: string): Promise<Receipt | null> {
  const row = await findRow(id);
  return row && toReceipt(row);
}

const shownReceipts = 50;

/** The newest erasures that concern a website: what it asked for, and what authors asked for that had tickets here. */
export async function listReceipts(websiteId: string): Promise<Receipt[]> {
  const rows = await db.erasure.findMany({
    where: { OR: [{ websiteId }, { tickets: { some: { websiteId } } }] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: shownReceipts,
    include: { tickets: { where: { websiteId }, orderBy: { id: 'asc' } } },
  });
  return rows.map(toReceipt);
}
