/** Keeps processes running: one that ends is started again, with a line that says so, until everything is stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { inheritedEnvironment } from '@/lib/platform/env';

export type Program = {
  name: string;
  /** Node's arguments: options, then the script and its own. */
  args: string[];
  env: Record<string, string>;
  logFile: string;
  /** Resolves once the process does its work; rejects or stays open while it does not. */
  isReady: (child: ChildProcess) => Promise<unknown>;
};

export type Supervised = { stop: () => Promise<void> };

const readyWithinMs = 120_000;
const graceMs = 25_000;
const longestPauseMs = 5_000;
const endWithParent = pathToFileURL(resolve('lib/processes/endWithParent.mjs')).href;

/** Starts a program and resolves once it is ready. A program that ends before that is an error with its last words. */
export async function supervise(
  program: Program,
  { say, halt }: { say: (line: string) => void; halt: AbortSignal },
): Promise<Supervised> {
  const state = { isStopping: false, child: spawnProgram(program) };
  try {
    await waitUntilReady(program, state.child, halt);
  } catch (error) {
    state.isStopping = true;
    await endChild(state.child);
    throw error;
  }
  const watching = keepAlive(program, state, say);
  return {
    stop: async () => {
      state.isStopping = true;
      await endChild(state.child);
      await watching;
    },
  };
}

async function keepAlive(
  program: Program,
  state: { isStopping: boolean; child: ChildProcess },
  say: (line: string) => void,
): Promise<void> {
  let pauseMs = 200;
  for (;;) {
    const startedAt = Date.now();
    await hasEnded(state.child);
    if (state.isStopping) return;
    if (Date.now() - startedAt > 30_000) pauseMs = 200;
    say(`${program.name} ended (${describeEnd(state.child)}); starting it again`);
    await delay(pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    if (state.isStopping) return;
    state.child = spawnProgram(program);
    const child = state.child;
    waitUntilReady(program, child, new AbortController().signal).then(
      () => say(`${program.name} is back (process ${child.pid})`),
      () => undefined,
    );
  }
}

function spawnProgram({ args, env, logFile }: Program): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--import', endWithParent, ...args], {
    // Its own process group: Ctrl-C in a terminal reaches the supervisor only, which stops everything in order.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...inheritedEnvironment(), ...env } as NodeJS.ProcessEnv,
  });
  child.once('error', () => undefined);
  closeSync(log);
  return child;
}

async function waitUntilReady(
  { name, logFile, isReady }: Program,
  child: ChildProcess,
  halt: AbortSignal,
): Promise<void> {
  const limit = new AbortController();
  const ended = hasEnded(child).then(() => {
    throw new Error(`${name} ended at once (${describeEnd(child)}): ${lastLines(logFile)}`);
  });
  const late = delay(readyWithinMs, undefined, { signal: AbortSignal.any([limit.signal, halt]) }).then(() => {
    throw new Error(`${name} was not ready after ${readyWithinMs / 1000} s: ${lastLines(logFile)}`);
  });
  try {
    await Promise.race([isReady(child), ended, late]);
  } finally {
    limit.abort();
    for (const promise of [ended, late]) promise.catch(() => undefined);
  }
}

async function hasEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit').catch(() => undefined);
}

function describeEnd(child: ChildProcess): string {
  return child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`;
}

async function endChild(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child);
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(force);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/** For programs that report it themselves. */
export function saysReady(child: ChildProcess): Promise<unknown> {
  return new Promise((done) => child.on('message', (message) => message === 'ready' && done(undefined)));
}
