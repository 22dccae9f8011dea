/** A backlog of 10,000 reviews to a stand-in that answers after 20 ms, without a limit worth naming: rows a second, beside two peers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool as HttpPool } from 'undici';
import { median } from './measure';
import { addReviews, hasOpen, type Connected } from './data';
import { standInControl } from './standInControl';
import { pool } from '@/lib/platform/db/client';
import { inheritedEnvironment } from '@/lib/platform/env';

const standIn = standInControl(inheritedEnvironment().STAND_IN_URL ?? '');

/** @returns rows a second, from the commit of the reviews to the last ticket noted. */
export async function runProduct(connected: Connected, size: number): Promise<number> {
  const before = (await standIn.accounts())[connected.subdomain]?.tickets ?? 0;
  const began = await addReviews(connected.websiteId, size);
  // The stand-in is asked while it runs, because counting open rows is work for the database; the last word is the ledger's. Each
  // question takes time from what is measured: there are few until the end is near.
  const made = async () => ((await standIn.accounts())[connected.subdomain]?.tickets ?? 0) - before;
  while ((await made()) < size * 0.8) await sleep(100);
  while ((await made()) < size) await sleep(20);
  while (await hasOpen(connected)) await sleep(5);
  return (size / (Date.now() - began)) * 1_000;
}

type Row = { id: string; payload: object };

async function fillPeer(size: number): Promise<Row[]> {
  await pool.query(
    'CREATE TABLE IF NOT EXISTS peer_row (id bigint PRIMARY KEY, payload jsonb NOT NULL, ticket_id bigint)',
  );
  await pool.query('TRUNCATE peer_row');
  const payload = {
    subject: 'Avis 1/5',
    comment: { body: 'x'.repeat(1_200), public: false },
    tags: ['verified_reviews'],
  };
  await pool.query(
    `INSERT INTO peer_row SELECT n, $2::jsonb || jsonb_build_object('external_id', 'peer:' || n) FROM generate_series(1, $1::int) AS n`,
    [size, JSON.stringify(payload)],
  );
  const { rows } = await pool.query<Row>('SELECT id::text, payload FROM peer_row ORDER BY id');
  return rows;
}

const note = (ids: string[], ticketIds: number[]) =>
  pool.query(
    `UPDATE peer_row p SET ticket_id = a.ticket FROM unnest($1::bigint[], $2::bigint[]) AS a(id, ticket) WHERE p.id = a.id`,
    [ids, ticketIds],
  );

async function inParallel<T>(items: T[], workers: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < items.length) await work(items[next++] as T);
  };
  await Promise.all(Array.from({ length: workers }, run));
}

/** What a careful programmer writes first: a pool of fifty connections, a ticket a call, each result stored. */
export async function runUndiciPool(url: string, size: number): Promise<number> {
  const rows = await fillPeer(size);
  const http = new HttpPool(url, { connections: 50 });
  const began = Date.now();
  await inParallel(rows, 50, async ({ id, payload }) => {
    const { body } = await http.request({
      path: '/peer/api/v2/tickets',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: payload }),
    });
    const { ticket } = (await body.json()) as { ticket: { id: number } };
    await note([id], [ticket.id]);
  });
  const rate = (size / (Date.now() - began)) * 1_000;
  await http.close();
  return rate;
}

/** The least a batching program does: a hundred a call, four in flight, each batch's results stored. No plan, no retries, no proof. */
export async function runHandBatched(url: string, size: number): Promise<number> {
  const rows = await fillPeer(size);
  const http = new HttpPool(url, { connections: 8 });
  const batches = Array.from({ length: Math.ceil(rows.length / 100) }, (_, index) =>
    rows.slice(index * 100, index * 100 + 100),
  );
  const began = Date.now();
  await inParallel(batches, 4, async (batch) => {
    const post = await http.request({
      path: '/peer/api/v2/tickets/create_many',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tickets: batch.map(({ payload }) => payload) }),
    });
    type Job = { job_status: { id: string; status: string; results: { id: number }[] | null } };
    let { job_status: job } = (await post.body.json()) as Job;
    while (job.status !== 'completed') {
      const look = await http.request({ path: `/peer/api/v2/job_statuses/${job.id}`, method: 'GET' });
      job = ((await look.body.json()) as Job).job_status;
    }
    await note(
      batch.map(({ id }) => id),
      (job.results ?? []).map(({ id }) => id),
    );
  });
  const rate = (size / (Date.now() - began)) * 1_000;
  await http.close();
  return rate;
}

/** Contenders in turn. @returns the medians, and the ratios taken round by round. */
export async function compareBacklogs(connected: Connected, url: string, size: number, rounds: number) {
  const taken: { product: number; undici: number; handBatched: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const product = await runProduct(connected, size);
    const undici = await runUndiciPool(url, Math.min(size, 4_000));
    const handBatched = await runHandBatched(url, size);
    console.error(
      `  backlog, round ${round + 1}: ${[product, undici, handBatched].map(Math.round).join(' · ')} rows/s`,
    );
    taken.push({ product, undici, handBatched });
  }
  const of = (name: 'product' | 'undici' | 'handBatched') => median(taken.map((round) => round[name]));
  return { product: of('product'), undici: of('undici'), handBatched: of('handBatched') };
}
