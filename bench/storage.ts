/**
 * `node --import tsx bench/storage.ts [reviews]`: what a review costs on disk, table by table, for docs/scale.md. Everything is
 * written by the services, on a database of its own: an order with its invitation, the review, and for three in ten the life of
 * moderation (a reply, a ticket with its deliveries and webhooks, publication).
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@/lib/processes/database/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';

const count = Number(process.argv[2] ?? 2_000);
const home = mkdtempSync(join(tmpdir(), 'storage-'));
const database = await startEmbedded({ folder: join(home, 'postgres') });
// eslint-disable-next-line no-restricted-properties -- this process is the product: set before its modules read them
Object.assign(process.env, {
  DATABASE_URL: database.url('postgres'),
  DATA_DIR: home,
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  ENCRYPTION_KEYS: `storage:${randomBytes(32).toString('base64')}`,
  LOG_LEVEL: 'error',
});
await applyMigrations(database.url('postgres'));

// After the variables: these read them while they load.
const { makeConnected } = await import('./data');
const { createOrder } = await import('@/lib/orders/orders');
const { db, pool, transaction, closeDatabase } = await import('@/lib/platform/db/client');
const { replyToReview, publishReview } = await import('@/lib/reviews/service');
const { makeReview } = await import('@/prisma/seed/factories');

const comment = 'Commande reçue en deux jours, bien emballée. '.repeat(5);
const { websiteId, connectionId } = await makeConnected('storage');
const merchant = { kind: 'merchant' as const, name: 'Claire Moreau' };

async function live(index: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000);
  const orderRef = `CMD-${index}`;
  const customer = { firstName: 'Camille', lastName: 'Lefèvre', email: `camille.${index}@author.test` };
  const products = [{ ref: `P-${index % 300}`, name: 'Bougie parfumée, figuier' }];
  await createOrder({ id: websiteId, locale: 'fr' }, { orderRef, orderDate: at, customer, products }, at);
  const isLow = index % 10 < 3;
  const { id: reviewId } = await transaction((tx) =>
    makeReview(tx, { websiteId, at, orderRef, comment, rating: isLow ? 1 : 5 }),
  );
  if (!isLow) return;
  await transaction((tx) =>
    replyToReview(tx, { reviewId, body: comment, source: 'zendesk', actor: merchant, at }),
  );
  await transaction((tx) => publishReview(tx, { reviewId, actor: merchant, at }));
  await db.ticketLink.create({
    data: {
      reviewId,
      connectionId,
      subdomain: 'storage',
      ticketId: BigInt(index),
      externalId: `verified-reviews:${reviewId}`,
    },
  });
  const payload = { ticket: { subject: orderRef, comment: { body: comment.repeat(3), public: false } } };
  for (const [kind, seq] of [
    ['create_ticket', 1],
    ['update_ticket', 3],
  ] as const)
    await db.delivery.create({
      data: {
        connectionId,
        reviewId,
        kind,
        state: 'done',
        fromSeq: seq,
        toSeq: seq,
        payload,
        ticketId: index,
      },
    });
  for (let event = 0; event < 3; event++)
    await db.webhookEvent.create({
      data: {
        connectionId,
        invocationId: `${index}-${event}`,
        ticketId: BigInt(index),
        idVente: orderRef,
        body: JSON.stringify({ ticket_id: index, idVente: orderRef, latest_comment: comment }),
        handledAt: at,
      },
    });
}

// One after the other: the queue lets nobody overtake.
for (let index = 0; index < count; index++) await live(index);
await pool.query('VACUUM FULL');
const { rows } = await pool.query<{ name: string; bytes: number; rows: number }>(`
  SELECT relname AS name, pg_total_relation_size(oid)::float AS bytes, greatest(reltuples, 0)::float AS rows
  FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC`);
// The empty tables' own pages are no cost of a review.
const paid = rows.filter(({ rows: tuples }) => tuples >= count / 10);
const perReview = (bytes: number) => Math.round(bytes / count);
for (const row of paid)
  console.log(
    `${row.name.padEnd(22)} ${(row.rows / count).toFixed(2).padStart(6)} rows/review ${String(perReview(row.bytes)).padStart(7)} bytes/review`,
  );
console.log(
  `${'all'.padEnd(42)} ${String(perReview(paid.reduce((sum, { bytes }) => sum + bytes, 0))).padStart(7)} bytes/review, ${count} reviews`,
);
await closeDatabase();
await database.stop();
rmSync(home, { recursive: true, force: true });
