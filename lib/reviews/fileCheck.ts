/**
 * Looks into files of strangers on a thread of its own, with bounds for time, memory and how many at once: whatever a file does to
 * the reader, the process goes on answering.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { env } from '@/lib/platform/env';
import { inspectHead, type FileFault, type Inspected } from '@/lib/reviews/attachmentContent';

/** A file of 10 MB takes well below a second on an idle machine. */
const timeoutMs = 15_000;
const maxHeapMb = 64;
const maxThreads = 2;
const builtWorker = 'dist/fileCheckWorker.mjs';

let running = 0;
const waiting: (() => void)[] = [];

async function takeThread(): Promise<void> {
  if (running < maxThreads) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

/** A place is handed on as it is, so that nobody slips in between. */
function giveBack(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

const urlOf = (path: string) => JSON.stringify(pathToFileURL(join(process.cwd(), path)).href);

/**
 * What a thread runs first. Built as a file of its own; in development, in tests and wherever a script runs before the build, the
 * sources are loaded, for a thread has none of the loaders of its process. Never given to `Worker` as a path: the bundler of the
 * pages would look for the file, which is built after them.
 */
function entryCode(): string {
  if (env.isProduction && existsSync(builtWorker)) return `import(${urlOf(builtWorker)});`;
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${urlOf('lib/reviews/fileCheckWorker.ts')}); });`;
}

function startWorker(content: Uint8Array, mediaType: string): Worker {
  return new Worker(entryCode(), {
    eval: true,
    workerData: { content, mediaType },
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 16 },
  });
}

async function runWorker(content: Uint8Array, mediaType: string): Promise<FileFault | null> {
  const worker = startWorker(content, mediaType);
  const stop = setTimeout(() => void worker.terminate(), timeoutMs);
  try {
    return await new Promise<FileFault | null>((resolve, reject) => {
      worker.once('message', resolve);
      // Out of memory comes as an error with this code; a file no reader gets through is as good as damaged.
      worker.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('file_bomb') : reject(error),
      );
      worker.once('exit', () => resolve('file_damaged'));
    });
  } finally {
    clearTimeout(stop);
    void worker.terminate();
  }
}

/** @param fileName a name without an ending claims nothing; any other ending has to be true. */
export async function inspectFile(content: Uint8Array, fileName: string): Promise<Inspected> {
  const head = inspectHead(content, fileName);
  if (head.fault) return head;
  await takeThread();
  try {
    const fault = await runWorker(content, head.mediaType);
    return fault ? { mediaType: null, fault } : head;
  } finally {
    giveBack();
  }
}
