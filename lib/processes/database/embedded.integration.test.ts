import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EmbeddedServerRunning, startEmbedded, type EmbeddedServer } from '@/lib/processes/database/embedded';

// Each test makes servers of its own, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let home: string;
let folder: string;
const servers: EmbeddedServer[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(home, 0o755);
  folder = join(home, 'data');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ folder });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

it('is PostgreSQL 18 on loopback only, keeps its data, port and password, and hides the password', async () => {
  const first = await start();
  expect(
    await query(
      first,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('listen_addresses') AS hosts`,
    ),
  ).toEqual([{ major: 18, hosts: '127.0.0.1' }]);
  await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
  await first.stop();
  const second = await start();
  expect(second.url('postgres')).toBe(first.url('postgres'));
  expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  expect(statSync(`${folder}.json`).mode & 0o077).toBe(0);
});

it('refuses a wrong password', async () => {
  const server = await start();
  const url = new URL(server.url('postgres'));
  url.password = 'wrong';
  const client = new pg.Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toThrow(/password/);
});

it('comes back after being killed, with what was committed', async () => {
  const first = await start();
  await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  expect(existsSync(join(folder, 'postmaster.pid'))).toBe(true);
  expect(await query(await start(), 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

it('does not take another process with the number of a dead server for the server', async () => {
  const first = await start();
  const lock = readFileSync(join(folder, 'postmaster.pid'), 'utf8');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  writeFileSync(join(folder, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
  expect(await query(await start(), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

it('says so when a server already runs on the folder', async () => {
  const first = await start();
  await expect(startEmbedded({ folder })).rejects.toThrow(EmbeddedServerRunning);
  expect(await query(first, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});
