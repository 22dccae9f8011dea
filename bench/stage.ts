/** What the benchmarks of the sync engine run on: a durable PostgreSQL of its own, the stand-in, and the real worker, each a process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import pg from 'pg';
import { startEmbedded } from '@/lib/processes/database/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { removeServer } from '@/lib/processes/database/scratch';
import { inheritedEnvironment } from '@/lib/platform/env';
import { findFreePort } from '@/lib/platform/ports';
import { workerFlags } from '@/lib/processes/nodeFlags';

export type Environment = NodeJS.ProcessEnv & {
  DATABASE_URL: string;
  STAND_IN_URL: string;
  BENCH_FOLDER: string;
};

export type Stage = { environment: Environment; close(): Promise<void> };

/** First line of what a process prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.trim();
}

/** The processes as a deployment runs them: bundled, so that memory is that of the product. */
async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: { worker: 'lib/processes/worker.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  });
}

/** Files of PostgreSQL's log that are there to be used again: 1 GB. */
const logFiles = 64;

/**
 * A server that has been up for a day writes its log into files it has. A new one makes each of 16 MB when it needs it, and every commit
 * waits for that, 0.1 to 0.5 s: it would be measured instead of what is asked. With the setting that docs/operations.md asks for.
 */
async function ageServer(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`ALTER SYSTEM SET min_wal_size = '1GB'`);
  await client.query('SELECT pg_reload_conf()');
  for (let file = 0; file < logFiles; file++) {
    await client.query(`SELECT pg_logical_emit_message(false, 'bench', '')`);
    await client.query('SELECT pg_switch_wal()');
  }
  await client.query('CHECKPOINT');
  await client.end();
}

export async function openStage(): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  const database = await startEmbedded({ folder: join(home, 'postgres') });
  await ageServer(database.url('postgres'));
  // Bundles find their packages from here.
  const bundles = mkdtempSync(join(import.meta.dirname, '..', 'node_modules', '.bench-'));
  await bundle(bundles);
  const standIn = spawn(process.execPath, ['--import', 'tsx', 'bench/standIn.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const standInUrl = `http://127.0.0.1:${await firstLine(standIn)}`;
  const environment: Environment = {
    ...inheritedEnvironment(),
    NODE_ENV: 'production',
    DATABASE_URL: database.url('postgres'),
    DATA_DIR: home,
    PORT: '4140',
    APP_URL: 'http://127.0.0.1:4140',
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    ZENDESK_URL: `${standInUrl}/{subdomain}`,
    PRACTICE_ZENDESK_PORT: 'off',
    LOG_LEVEL: 'error',
    STAND_IN_URL: standInUrl,
    BENCH_FOLDER: bundles,
  };
  await applyMigrations(environment.DATABASE_URL);
  return {
    environment,
    async close() {
      standIn.kill('SIGTERM');
      await database.stop();
      removeServer(database);
      rmSync(home, { recursive: true, force: true });
      rmSync(bundles, { recursive: true, force: true });
    },
  };
}

/** Resident memory of a process in MB, now and at its highest. */
function readMemory(pid: number): { nowMb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
  return { nowMb: kb('VmRSS') / 1024, peakMb: kb('VmHWM') / 1024 };
}

export type Running = { pid: number; memory(): { nowMb: number; peakMb: number }; stop(): Promise<void> };

function runningOf(child: ChildProcess): Running {
  const exited = once(child, 'exit');
  // Nothing started here outlives the run that started it.
  process.once('exit', () => child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  return {
    pid,
    memory: () => readMemory(pid),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Starts one of the bundled processes and waits until it says that it is ready. */
export async function startBundled(name: string, environment: NodeJS.ProcessEnv): Promise<Running> {
  const folder = environment.BENCH_FOLDER ?? '';
  const flags = name === 'worker' ? workerFlags : [];
  return startReady([...flags, join(folder, `${name}.mjs`)], environment);
}

/** Starts a process of the last build, on a port of its own. */
export async function startBuilt(
  name: string,
  environment: NodeJS.ProcessEnv,
): Promise<Running & { port: number }> {
  if (!existsSync(`dist/${name}.mjs`)) throw new Error('No build: run npm run build first');
  const port = await findFreePort();
  const env = { ...environment, PORT: String(port), APP_URL: `http://127.0.0.1:${port}` };
  return { ...(await startReady([`dist/${name}.mjs`], env)), port };
}

async function startReady(args: string[], env: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const running = runningOf(child);
  child.stdout?.resume();
  await once(child, 'message');
  return running;
}

/** Starts a server of a benchmark, which prints its port. */
export async function startPrinting(
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<Running & { port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const running = runningOf(child);
  return { ...running, port: Number(await firstLine(child)) };
}

/** Runs a benchmark's measures in a process of their own, because the product reads its environment once. @returns its last line. */
export async function runOnStage<T>(file: string): Promise<T> {
  const stage = await openStage();
  try {
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      env: stage.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    for await (const chunk of child.stdout) text += String(chunk);
    return JSON.parse(text.trim().split('\n').at(-1) ?? '') as T;
  } finally {
    await stage.close();
  }
}
