import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { findFreePort } from '@/lib/platform/ports';
import { runOwn } from '@/lib/processes/command';

// Each test waits for a process that loads its TypeScript first.
vi.setConfig({ testTimeout: 90_000 });

const home = mkdtempSync(join(tmpdir(), 'start-'));
let dataDir: string;
let ports: { PORT: string; PRACTICE_ZENDESK_PORT: string };

beforeEach(async () => {
  dataDir = mkdtempSync(join(home, 'data-'));
  ports = { PORT: String(await findFreePort()), PRACTICE_ZENDESK_PORT: String(await findFreePort()) };
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What a start that must be refused says, line by line. */
async function refusal(env: Record<string, string>): Promise<string[]> {
  const variables = { DATA_DIR: dataDir, DATABASE_URL: '', ...ports, ...env };
  const { code, output } = await runOwn('lib/processes/start.ts', [], { env: variables, output: 'collect' });
  expect(code).toBe(1);
  return output.trim().split('\n');
}

it('says in one line each which variables are wrong, and starts nothing', async () => {
  const lines = await refusal({ PORT: 'abc', SMTP_URL: 'mail.example', ENCRYPTION_KEYS: 'k1:short' });
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).toMatch(/PORT: .*3000/);
  expect(lines.join('\n')).toMatch(/SMTP_URL: .*smtps:/);
  expect(lines.join('\n')).toMatch(/ENCRYPTION_KEYS: .*k1:/);
  expect(readdirSync(dataDir)).toEqual([]);
});

it('names each port in use before anything is started', async () => {
  const server = createServer().listen(Number(ports.PORT));
  await once(server, 'listening');
  try {
    expect(await refusal({})).toEqual([
      expect.stringMatching(new RegExp(`^✗ PORT: port ${ports.PORT} is in use`)),
    ]);
  } finally {
    server.close();
  }
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  expect(existsSync(join(dataDir, 'start.pid'))).toBe(false);
});

it('refuses one port for two servers', async () => {
  expect(await refusal({ PRACTICE_ZENDESK_PORT: ports.PORT })).toEqual([
    expect.stringContaining('PORT and PRACTICE_ZENDESK_PORT'),
  ]);
});

it('says when the data folder cannot be one', async () => {
  const file = join(home, 'a-file');
  writeFileSync(file, '');
  expect(await refusal({ DATA_DIR: file })).toEqual([
    expect.stringMatching(/^✗ DATA_DIR: .* cannot be written/),
  ]);
});

it('says when the given database does not answer, and leaves no lock', async () => {
  const away = `postgres://nobody:nothing@127.0.0.1:${await findFreePort()}/reviews`;
  expect(await refusal({ DATABASE_URL: away })).toEqual([
    expect.stringMatching(/^✗ DATABASE_URL: the database does not answer/),
  ]);
  expect(existsSync(join(dataDir, 'start.pid'))).toBe(false);
});
