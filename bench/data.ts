/** Rows by the thousand, as the product would have written them one by one. */
import { randomUUID } from 'node:crypto';
import { putSecret } from '@/lib/platform/crypto/secrets';
import { db, pool, transaction } from '@/lib/platform/db/client';
import { makeWebsite } from '@/prisma/seed/factories';

export type Connected = { websiteId: string; connectionId: string; subdomain: string };

/** What stands for each secret of a connection made here. */
export const connectedSecret = (name: string) => `bench-${name}`;

/** A website whose connection stands: credentials that need no token, objects known. */
export async function makeConnected(subdomain: string): Promise<Connected> {
  const website = await transaction((tx) => makeWebsite(tx));
  const connection = await db.zendeskConnection.create({
    data: {
      websiteId: website.id,
      subdomain,
      method: 'api_token',
      email: 'bench@shop.test',
      lastGoodAt: new Date(),
      // The stand-in plays tickets only: a health check would find the rest missing and pause the connection.
      healthRun: { create: { nextAt: new Date(Date.now() + 86_400_000) } },
    },
  });
  await db.websiteZendeskapp.create({
    data: {
      websiteId: website.id,
      connectionId: connection.id,
      idCustomField: 1n,
      idTrigger: 2n,
      idWebhook: 'W',
    },
  });
  for (const name of ['credential', 'webhook_signing_secret'])
    await transaction((tx) =>
      putSecret(
        tx,
        { ownerTable: 'zendesk_connection', ownerId: connection.id, name },
        connectedSecret(name),
      ),
    );
  return { websiteId: website.id, connectionId: connection.id, subdomain };
}

const comment =
  'Colis arrivé avec neuf jours de retard, carton ouvert, et personne au téléphone. J’ai écrit deux fois sans recevoir de réponse. ' +
  'Le produit lui-même est correct, mais je ne commanderai plus ici si le service reste ainsi.';

/**
 * Reviews in moderation with their events, in one statement: one signal to the worker, as a shop's import would give.
 * @returns when they were committed.
 */
export async function addReviews(websiteId: string, count: number): Promise<number> {
  return (await insertReviews(websiteId, count)).atMs;
}

async function insertReviews(websiteId: string, count: number): Promise<{ ids: string[]; atMs: number }> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO review (id, website_id, type, order_ref, rating, comment, author_first_name, author_last_name, author_email,
         author_locale, order_date, submitted_at, status, publish_due_at, event_seq)
       SELECT uuidv7(), $1, 'brand', $4 || n, 1, $3, 'Alix', 'Vasseur', 'alix' || n || '@author.test', 'fr',
         now() - interval '9 days', now(), 'in_moderation', now() + interval '7 days', 1
       FROM generate_series(1, $2::int) AS n RETURNING id),
     causes AS (
       INSERT INTO review_cause (id, review_id, text_version, kind, created_at) SELECT uuidv7(), id, 1, 'rating', now() FROM made),
     events AS (
       INSERT INTO review_event (review_id, website_id, seq, type, data, actor_kind, actor_name, at)
       SELECT id, $1, 1, 'submitted', '{"status":"in_moderation","causes":[{"kind":"rating"}],"rating":1}', 'author', 'Alix', now() FROM made)
     SELECT id::text FROM made LIMIT 1`,
    [websiteId, count, comment, `B-${randomUUID()}-`],
  );
  return { ids: rows.map(({ id }) => id), atMs: Date.now() };
}

const eventsAReview = 10;
const deliveriesAReview = 4;
/** Tickets of long ago have other numbers than those the stand-in gives. */
const historyTickets = 1_000_000_000;

/** What years leave behind: reviews long published, ten events each, all told to their tickets. */
export async function addHistory(
  { websiteId, connectionId, subdomain }: Connected,
  events: number,
): Promise<void> {
  await pool.query(
    `INSERT INTO review (id, website_id, type, order_ref, rating, comment, author_first_name, author_last_name, author_email,
       author_locale, order_date, submitted_at, status, published_at, event_seq)
     SELECT uuidv7(at - now()), $1, 'brand', 'H-' || n, 1, $2, 'Alix', 'Vasseur', 'h' || n || '@author.test', 'fr', at, at, 'published', at, $4
     FROM (SELECT n, now() - n * interval '2 minutes' - interval '30 days' AS at FROM generate_series(1, $3::int) AS n) AS s`,
    [websiteId, comment, events / eventsAReview, eventsAReview],
  );
  await pool.query(
    `INSERT INTO review_event (review_id, website_id, seq, type, data, actor_kind, actor_name, at, handled_at)
     SELECT id, $1, seq, 'replied', '{}', 'merchant', 'Alix', submitted_at, submitted_at
     FROM review, generate_series(1, $2::int) AS seq WHERE website_id = $1 ORDER BY submitted_at, seq`,
    [websiteId, eventsAReview],
  );
  await pool.query(
    `INSERT INTO ticket_link (review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, seen_updated_at, checked_at)
     SELECT id, $2, $3, 'verified-reviews:' || id, $5 + row_number() OVER (), $4, submitted_at, now() FROM review WHERE website_id = $1`,
    [websiteId, connectionId, subdomain, eventsAReview, historyTickets],
  );
  await pool.query(
    `INSERT INTO delivery (id, connection_id, review_id, kind, state, from_seq, to_seq, payload, created_at, done_at, ticket_id)
     SELECT uuidv7(submitted_at - now()), $2, id, 'update_ticket', 'done', seq, seq, jsonb_build_object('note', $4::text), submitted_at, now(), 1
     FROM review, generate_series(1, $3::int) AS seq WHERE website_id = $1 ORDER BY submitted_at, seq`,
    [websiteId, connectionId, deliveriesAReview, comment],
  );
  await pool.query('VACUUM ANALYZE review, review_event, ticket_link, delivery');
}

/** One review, as it comes in a quiet hour. @returns its id and when it was committed. */
export async function addOne(websiteId: string): Promise<{ externalId: string; atMs: number }> {
  const { ids, atMs } = await insertReviews(websiteId, 1);
  return { externalId: `verified-reviews:${ids[0] ?? ''}`, atMs };
}

/** Whether a connection has a delivery that has not arrived, or an event that is not even planned. */
export async function hasOpen({ websiteId, connectionId }: Connected): Promise<boolean> {
  const { rows } = await pool.query<{ open: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM delivery WHERE connection_id = $1 AND state <> 'done')
         OR EXISTS (SELECT 1 FROM review_event WHERE website_id = $2 AND handled_at IS NULL) AS open`,
    [connectionId, websiteId],
  );
  return rows[0]?.open === true;
}
