/**
 * `npm start`: the whole product on one machine. Each step says when it is done; Ctrl-C stops everything in the opposite order.
 * `--dev` runs the same from the sources, with hot reload.
 */
import { join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { runOwn } from '@/lib/processes/command';
import { isBuildCurrent } from '@/lib/processes/fingerprint';
import { workerFlags } from '@/lib/processes/nodeFlags';
import { formatSeconds } from '@/lib/processes/report';
import { startOwnDatabase, useGivenDatabase } from '@/lib/processes/startDatabase';
import { lockDataFolder } from '@/lib/processes/startLock';
import {
  prepareDataFolder,
  readSecrets,
  readSettings,
  refuseTakenPorts,
  StartRefused,
  type Settings,
} from '@/lib/processes/startSettings';
import { formatSummary } from '@/lib/processes/startSummary';
import { saysReady, supervise, type Program } from '@/lib/processes/supervisor';

const isDevelopment = process.argv.includes('--dev');
/** What has been started, in order; stopped from the end. */
const stops: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | undefined;
/** The step being made; stopping waits for it, cut short, so that what it starts is on the list. */
let current: Promise<unknown> = Promise.resolve();
const halt = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(0));
// Started by a program (the end-to-end tests): when that one is gone, so is what it started.
if (process.channel) process.on('disconnect', () => void stopAll(0));

try {
  await startAll();
} catch (error) {
  if (!stopping) {
    const lines =
      error instanceof StartRefused ? error.lines : [error instanceof Error ? error.message : String(error)];
    for (const line of lines) console.error(`✗ ${line}`);
  }
  await stopAll(1);
}

async function startAll(): Promise<void> {
  const settings = readSettings({ isDevelopment });
  prepareDataFolder(settings.dataDir);
  stops.push(lockDataFolder(settings.dataDir));
  await refuseTakenPorts(settings);
  const secrets = readSecrets(settings.dataDir);

  const database = await step('PostgreSQL', async () => {
    const started = await (settings.databaseUrl
      ? useGivenDatabase(settings.databaseUrl)
      : startOwnDatabase(settings.dataDir, say));
    stops.push(started.stop);
    return { result: started, note: started.place };
  });
  const env = { ...settings.variables, ...secrets, DATABASE_URL: database.url };
  await step('Migrations', async () => {
    const applied = await applyMigrations(database.url);
    return { result: undefined, note: applied.length > 0 ? `${applied.length} applied` : 'current' };
  });
  if (settings.hasDemoData) await step('Demo data', () => runStep('lib/processes/seed.ts', env));
  if (!isDevelopment) await step('Build', build);
  for (const program of listPrograms(settings, env)) {
    await step(program.name, async () => {
      const supervised = await supervise(program, { say, halt: halt.signal });
      stops.push(supervised.stop);
      return { result: undefined };
    });
  }
  console.log(formatSummary(settings));
  process.send?.('ready');
}

async function build(): Promise<{ result: undefined; note: string }> {
  if (isBuildCurrent()) return { result: undefined, note: 'current' };
  console.log('· Build: new sources, this takes a minute');
  await runStep('lib/processes/build.ts', {});
  return { result: undefined, note: 'made' };
}

async function runStep(
  file: string,
  env: Record<string, string>,
): Promise<{ result: undefined; note: string }> {
  const { code, output } = await runOwn(file, [], { env, output: 'collect', halt: halt.signal });
  if (code !== 0) throw new Error(`${file} failed:\n${output.trim().split('\n').slice(-30).join('\n')}`);
  return { result: undefined, note: output.trim().split('\n').at(-1) ?? '' };
}

function listPrograms({ dataDir, port, practicePort }: Settings, env: Record<string, string>): Program[] {
  const logFile = (name: string) => join(dataDir, 'logs', `${name}.log`);
  const source = (name: string) => ['--import', 'tsx', `lib/processes/${name}.ts`, '--dev'];
  const web = isDevelopment ? source('web') : ['dist/web.mjs'];
  const worker = isDevelopment
    ? ['--import', 'tsx', '--watch', '--watch-preserve-output', 'lib/processes/worker.ts']
    : [...workerFlags, 'dist/worker.mjs'];
  const programs: Program[] = [
    { name: 'Web', args: web, env, logFile: logFile('web'), isReady: () => answers(port) },
    {
      name: 'Worker',
      args: worker,
      env,
      logFile: logFile('worker'),
      isReady: isDevelopment ? () => Promise.resolve() : saysReady,
    },
  ];
  if (practicePort !== null) {
    const args = ['--import', 'tsx', 'e2e/zendesk/main.ts'];
    programs.push({
      name: 'Practice Zendesk',
      args,
      env,
      logFile: logFile('practice-zendesk'),
      isReady: () => answers(practicePort),
    });
  }
  return programs;
}

/** Resolves once something takes connections on the port. */
async function answers(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await delay(100);
  }
}

async function step<T>(name: string, work: () => Promise<{ result: T; note?: string }>): Promise<T> {
  if (stopping) throw new Error('stopped');
  const startedAt = Date.now();
  const working = work();
  current = working.catch(() => undefined);
  const { result, note } = await working;
  if (stopping) throw new Error('stopped');
  console.log(`✓ ${name}${note ? ` (${note})` : ''} ${formatSeconds(Date.now() - startedAt)}`);
  return result;
}

function say(line: string): void {
  if (!stopping) console.log(`· ${new Date().toISOString()} ${line}`);
}

/** Stops everything once, however often it is asked for. */
function stopAll(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    halt.abort();
    await current;
    if (stops.length > 1) console.log('\n· Stopping');
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
    if (exitCode === 0) console.log('✓ Stopped; the data stays');
    process.exit(exitCode);
  })();
  return stopping;
}
