/**
 * Erases an author in our data, in one transaction: orders, invitations, drafts and mails go; reviews leave display and keep
 * figures only. What lies in Zendesk is noted as work for the pump. Idempotent: a second call finds nothing left.
 */
import { createHash, randomUUID } from 'node:crypto';
import { rememberErased } from '@/lib/erasure/links';
import { anonymiseReviews, scrubReviews } from '@/lib/erasure/scrub';
import { forgetFiles } from '@/lib/erasure/files';
import { queueMail } from '@/lib/platform/outbox';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { withdrawReview } from '@/lib/reviews/service';

/** The one trace an erasure leaves: enough to prove it for an address one already knows. */
export const hashEmail = (email: string) =>
  Uint8Array.from(createHash('sha256').update(email.trim().toLowerCase()).digest());

export type ErasureOrder = {
  /** The receipt's id; a new one unless given. */
  id?: string;
  email: string;
  /** One website for a shop that asks; every website for the author. */
  websiteId: string | null;
  source: 'author' | 'shop';
  at: Date;
};

/** @returns the receipt's id, also when nothing was known of the address. */
export async function eraseAuthor(order: ErasureOrder): Promise<string> {
  const { receiptId, files } = await transaction((tx) => eraseIn(tx, order));
  await forgetFiles(files);
  return receiptId;
}

/**
 * A shop passes an author's wish on. Nobody but the author removes a review: names, address, order and contacts go at once, in
 * Zendesk too; rating and text stay until the author confirms by our mail, which goes out whatever was found.
 * @returns the receipt's id.
 */
export async function anonymiseAuthor(order: {
  email: string;
  websiteId: string;
  at: Date;
}): Promise<string> {
  const { websiteId, at } = order;
  const email = order.email.trim().toLowerCase();
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`erase:${email}`}, 0))`;
    await tx.$executeRaw`SELECT set_config('reviews.erasing', 'on', true)`;
    const reviews = await tx.review.findMany({
      where: { authorEmail: email, websiteId },
      select: { id: true, authorLocale: true },
      orderBy: [{ type: 'asc' }, { id: 'asc' }],
    });
    const known = await tx.order.findFirst({ where: { email, websiteId }, select: { locale: true } });
    const reviewIds = reviews.map(({ id }) => id);
    const id = randomUUID();
    const mails = await dropMails(tx, email, websiteId);
    const orders = await dropOrders(tx, { email, websiteId }, at);
    const counts = { reviews: reviewIds.length, orders, mails };
    await tx.erasure.create({
      data: { id, websiteId, source: 'shop', emailHash: hashEmail(email), ...counts, at },
    });
    await noteTickets(tx, id, reviewIds, 'redact');
    await anonymiseReviews(tx, { reviewIds, email, at, erasureId: id });
    const locale = reviews[0]?.authorLocale ?? known?.locale;
    if (locale === undefined) return id;
    const mail = {
      kind: 'author_anonymised' as const,
      to: email,
      locale,
      websiteId,
      data: { requestId: id },
    };
    await queueMail(tx, { ...mail, dedupeKey: `author_anonymised:${id}` });
    return id;
  });
}

/** The author confirms what the shop passed on: the reviews leave display and keep figures only. Twice erases once. */
export async function eraseAnonymous(erasureId: string, at: Date): Promise<void> {
  const files = await transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('reviews.erasing', 'on', true)`;
    const { count } = await tx.erasure.updateMany({
      where: { id: erasureId, source: 'shop', confirmedAt: null },
      data: { confirmedAt: at },
    });
    if (count === 0) return [];
    const reviews = await tx.review.findMany({
      where: { anonymisedBy: erasureId, erasedAt: null },
      select: { id: true },
      orderBy: [{ type: 'asc' }, { id: 'asc' }],
    });
    const reviewIds = reviews.map(({ id }) => id);
    for (const reviewId of reviewIds) await withdraw(tx, reviewId, at);
    const scrubbed = await scrubReviews(tx, { reviewIds, email: '', at });
    await rememberErased(tx, reviewIds, at);
    return scrubbed;
  });
  await forgetFiles(files);
}

async function eraseIn(tx: Tx, { id, email: given, websiteId, source, at }: ErasureOrder) {
  const email = given.trim().toLowerCase();
  const scope = websiteId ? { websiteId } : {};
  // A second erasure of the same address waits here, and then finds nothing.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`erase:${email}`}, 0))`;
  await tx.$executeRaw`SELECT set_config('reviews.erasing', 'on', true)`;
  const reviews = await tx.review.findMany({
    where: { authorEmail: email, ...scope },
    select: { id: true },
    // One order for all who take several queues' locks.
    orderBy: [{ websiteId: 'asc' }, { type: 'asc' }, { id: 'asc' }],
  });
  for (const { id: reviewId } of reviews) await withdraw(tx, reviewId, at);
  const reviewIds = reviews.map((review) => review.id);
  const receiptId = id ?? randomUUID();
  const mails = await dropMails(tx, email, websiteId);
  const orders = await dropOrders(tx, { email, websiteId }, at);
  await tx.erasure.create({
    data: {
      id: receiptId,
      websiteId,
      source,
      emailHash: hashEmail(email),
      reviews: reviewIds.length,
      orders,
      mails,
      at,
    },
  });
  await noteTickets(tx, receiptId, reviewIds);
  const files = await scrubReviews(tx, { reviewIds, email, at });
  await rememberErased(tx, reviewIds, at);
  return { receiptId, files };
}

/** Off the public pages through the lifecycle, so that queues and figures follow; one that is off already stays so. */
async function withdraw(tx: Tx, reviewId: string, at: Date): Promise<void> {
  try {
    await withdrawReview(tx, { reviewId, actor: { kind: 'author', name: '' }, at });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'review_withdrawn') throw error;
  }
}

/** What was sent to the address, and what still waits to be. */
async function dropMails(tx: Tx, email: string, websiteId: string | null): Promise<number> {
  const count = await (websiteId
    ? tx.$executeRaw`DELETE FROM mail WHERE lower(to_address) = ${email} AND website_id = ${websiteId}::uuid`
    : tx.$executeRaw`DELETE FROM mail WHERE lower(to_address) = ${email}`);
  if (!websiteId) await tx.erasureRequest.deleteMany({ where: { email } });
  return count;
}

async function dropOrders(
  tx: Tx,
  { email, websiteId }: { email: string; websiteId: string | null },
  at: Date,
): Promise<number> {
  const where = { email, ...(websiteId ? { websiteId } : {}) };
  const orders = await tx.order.findMany({ where, include: { invitation: { select: { id: true } } } });
  await rememberErased(
    tx,
    orders.flatMap(({ invitation }) => (invitation ? [invitation.id] : [])),
    at,
  );
  await tx.order.deleteMany({ where });
  return orders.length;
}

/** Tickets that exist or existed before, and those whose creation may be under way: the pump looks for each by our external id. */
async function noteTickets(
  tx: Tx,
  erasureId: string,
  reviewIds: readonly string[],
  forced?: 'redact',
): Promise<void> {
  const links = await tx.ticketLink.findMany({
    where: { reviewId: { in: [...reviewIds] } },
    include: { review: { select: { website: { select: { id: true, ticketErasure: true } } } } },
  });
  const of = new Map(links.map((link) => [link.reviewId, link]));
  const [past, coming] = await Promise.all([
    tx.pastTicket.findMany({ where: { reviewId: { in: [...of.keys()] } } }),
    tx.delivery.findMany({
      where: { reviewId: { in: [...of.keys()] }, kind: 'replace_ticket', state: { not: 'done' } },
    }),
  ]);
  const replacements = coming.flatMap(({ reviewId, payload }) => {
    const link = of.get(reviewId);
    const externalId = (payload as { ticket?: { external_id?: unknown } } | null)?.ticket?.external_id;
    return link && typeof externalId === 'string' ? [{ ...link, externalId, ticketId: null }] : [];
  });
  await tx.erasureTicket.createMany({
    data: [...links, ...past, ...replacements].flatMap((ticket) => {
      const { connectionId, subdomain, externalId, ticketId, reviewId } = ticket;
      const website = of.get(reviewId)?.review.website;
      if (!website) return [];
      const place = { websiteId: website.id, mode: forced ?? website.ticketErasure };
      return [{ erasureId, connectionId, subdomain, externalId, ticketId, ...place }];
    }),
  });
}
