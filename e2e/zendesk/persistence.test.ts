import { spawn, type ChildProcess } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control } from './control';
import { client, connectReviews, createReview, startEndpoint, startForTest, until } from './harness';
import type { PracticeZendesk } from './server';
import { Journal, type JournalEntry } from './state/journal';
import { Table } from './state/table';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'practice-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SUB = 'boutique-fr';
const ticket = { subject: 'Avis', comment: { body: 'x', public: false }, external_id: 'r-1' };

describe('a restart', () => {
  it('keeps tickets, counters, credentials, keys and faults', async () => {
    const first = await startForTest({ dataDir: folder });
    const key = { 'idempotency-key': 'k' };
    const made = await client(first, SUB).post('/tickets', { ticket }, key);
    await first.control.fault(SUB, { kind: 'status', status: 500, path: 'never' });
    await first.close();
    const second = await startForTest({ dataDir: folder });
    const api = client(second, SUB);
    expect((await api.post('/tickets', { ticket }, key)).headers.get('x-idempotency-lookup')).toBe('hit');
    expect((await api.get('/tickets?external_id=r-1')).json.count).toBe(1);
    expect((await api.post('/tickets', { ticket })).json.ticket.id).toBe(made.json.ticket.id + 1);
    expect(await second.control.faults(SUB)).toHaveLength(1);
    await second.close();
  });

  it('drops a torn last line and goes on from the one before', async () => {
    const first = await startForTest({ dataDir: folder });
    await client(first, SUB).post('/tickets', { ticket });
    await first.close();
    await appendFile(
      path.join(folder, 'practice-zendesk', 'journal.ndjson'),
      '[["boutique-fr","tickets",2,{"id":2',
    );
    for (const count of [1, 2]) {
      const next = await startForTest({ dataDir: folder });
      expect(await next.control.tickets(SUB)).toHaveLength(count);
      await client(next, SUB).post('/tickets', { ticket });
      await next.close();
    }
  });

  it('goes on with a bulk job, repeating and skipping no row', async () => {
    const first = await startForTest({ dataDir: folder });
    await first.control.change(SUB, { behaviour: { jobDelayMs: 300 } });
    const tickets = Array.from({ length: 100 }, (_, i) => ({ ...ticket, external_id: String(i) }));
    const { id } = (await client(first, SUB).post('/tickets/create_many', { tickets })).json.job_status;
    await first.close();
    const second = await startForTest({ dataDir: folder });
    await until(
      () => second.control.pending(SUB),
      (pending) => pending.jobs === 0,
    );
    const { results } = (await client(second, SUB).get(`/job_statuses/${id}`)).json.job_status;
    expect(results.map((result) => result.index)).toEqual(tickets.map((_, index) => index));
    expect((await second.control.tickets(SUB)).map((one) => one.externalId)).toEqual(
      tickets.map((one) => one.external_id),
    );
    await second.close();
  });

  it('goes on delivering what was waiting', async () => {
    const endpoint = await startEndpoint(200);
    const first = await startForTest({ dataDir: folder });
    const api = client(first, SUB);
    const { fieldId } = await connectReviews(api, endpoint.url);
    const id = await createReview(api, fieldId, 'S-1');
    await first.control.change(SUB, { delivery: { delayMs: 300 } });
    await first.control.act(SUB, id, { comment: { body: 'Merci', public: true } });
    expect(await first.control.pending(SUB)).toMatchObject({ deliveries: 1 });
    await first.close();
    expect(endpoint.received).toHaveLength(0);
    const second = await startForTest({ dataDir: folder });
    await until(
      () => endpoint.received.length,
      (count) => count === 1,
    );
    await second.close();
    await endpoint.close();
  });
});

describe('the process', () => {
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }

  function run(port: number) {
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: 'test',
      PRACTICE_ZENDESK_PORT: String(port),
      DATA_DIR: folder,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')], {
      env,
    });
    running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()));
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { child, output: () => output, exited };
  }

  const isUp = (port: number) =>
    until(
      () =>
        fetch(`http://127.0.0.1:${String(port)}/`).then(
          (response) => response.ok,
          () => false,
        ),
      Boolean,
    );

  it(
    'loses nothing it answered to kill -9, stops cleanly on SIGTERM, and names a port in use',
    { timeout: 60_000 },
    async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${String(port)}`;
      const first = run(port);
      await isUp(port);
      const target = { url } as PracticeZendesk;
      const answered: number[] = [];
      const writer = (async () => {
        for (;;) answered.push((await client(target, SUB).post('/tickets', { ticket })).json.ticket.id);
      })().catch(() => undefined);
      await until(
        () => answered.length,
        (count) => count > 50,
      );
      first.child.kill('SIGKILL');
      await Promise.all([first.exited, writer]);
      const second = run(port);
      await isUp(port);
      const kept = (await control(url).tickets(SUB)).map((one) => one.id);
      expect(kept).toEqual(expect.arrayContaining(answered));
      const third = run(port);
      expect(await third.exited).toBe(1);
      expect(third.output().trim()).toMatch(/^Port \d+ is in use[^\n]*$/);
      second.child.kill('SIGTERM');
      expect(await second.exited).toBe(0);
    },
  );
});

it('replays any sequence of saves and deletes to the same rows', async () => {
  const operations = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 5 }), value: fc.option(fc.string()) }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(operations, async (steps) => {
      run += 1;
      const home = path.join(folder, String(run));
      await mkdir(home);
      await writeFile(path.join(home, 'journal.ndjson'), '');
      interface Row {
        id: number;
        value: string;
      }
      const open = () => {
        const rows: Table<Row>[] = [];
        const journal = new Journal(home, function* (): Generator<JournalEntry> {
          for (const table of rows) for (const row of table.values()) yield ['', 't', row.id, row];
        });
        const table = new Table<Row>(journal, '', 't', { value: (row) => row.value });
        rows.push(table);
        for (const [, , id, row] of journal.replay()) table.restore(id, row as Row | null);
        journal.open();
        return { journal, table };
      };
      const first = open();
      for (const { id, value } of steps) {
        if (value === null) first.table.delete(id);
        else first.table.save({ id, value });
        await Promise.resolve();
      }
      first.journal.close();
      const second = open();
      const sorted = (table: Table<Row>) => table.all().sort((a, b) => a.id - b.id);
      expect(sorted(second.table)).toEqual(sorted(first.table));
      for (const row of second.table.all()) expect(second.table.by('value', row.value)).toContainEqual(row);
      second.journal.close();
    }),
    { numRuns: 40 },
  );
});
