import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { inheritedEnvironment } from '@/lib/platform/env';

const require = createRequire(import.meta.url);

/** Full path of a command an installed package brings, so that neither PATH nor a shell decides what runs. */
export function findCommand(packageName: string, command = packageName): string {
  const manifest = findManifest(packageName);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`${packageName} brings no command ${command}`);
  return join(dirname(manifest), file);
}

/** A package may hide its manifest from `require`, but not the folder it is in. */
function findManifest(packageName: string): string {
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const manifest = join(folder, packageName, 'package.json');
    try {
      readFileSync(manifest);
      return manifest;
    } catch {
      // Not in this folder; the next one up is tried.
    }
  }
  throw new Error(`${packageName} is not installed; run: npm ci`);
}

export type RunOptions = {
  env?: Record<string, string>;
  /** `collect` keeps the output for later, `inherit` shows it as it comes. */
  output: 'collect' | 'inherit';
  /** Ends the program, and what it started, when aborted. */
  halt?: AbortSignal;
};

export type RunResult = { code: number; output: string };

/** Runs a Node program to its end. A program ended by a signal counts as failed. */
export function runNode(
  script: string,
  args: string[],
  { env = {}, output, halt }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // Its own process group when it may have to be ended as a whole.
      detached: halt !== undefined,
      env: { ...inheritedEnvironment(), ...env } as NodeJS.ProcessEnv,
    });
    const end = () => child.pid && process.kill(-child.pid, 'SIGTERM');
    halt?.addEventListener('abort', end, { once: true });
    child.once('exit', () => halt?.removeEventListener('abort', end));
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code, signal) => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ code: code ?? 1, output: signal ? `${text}\nended by ${signal}` : text });
    });
  });
}

/** Runs one of our own TypeScript programs. */
export function runOwn(file: string, args: string[], options: RunOptions): Promise<RunResult> {
  return runNode('--import', ['tsx', file, ...args], options);
}
