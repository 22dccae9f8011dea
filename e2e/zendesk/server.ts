import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { control, type ControlClient } from './control';
import { buildApp } from './http/app';
import type { AnswerInspector, Practice } from './http/context';
import { FileHost } from './http/files';
import { RateLimiter } from './http/limits';
import { TrafficLog } from './http/traffic';
import { LiveBus } from './screens/live';
import { seedStore } from './state/seed';
import { Store } from './state/store';
import { JobRunner } from './tickets/jobs';
import type { BreakerOptions } from './webhooks/breaker';
import { DeliveryQueue } from './webhooks/deliveries';

export interface PracticeOptions {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** The product's data folder: state goes to `practice-zendesk/` in it, mails are read from `mail/`. None: in memory. */
  dataDir?: string;
  log?: (line: string) => void;
  /** Waits before each webhook retry, milliseconds. Real spacing is unconfirmed. */
  retryDelaysMs?: number[];
  webhookTimeoutMs?: number;
  breaker?: BreakerOptions;
  /** Whether webhooks may leave the machine. */
  deliverTo?: 'loopback' | 'any';
  /** Looks at the shape of every JSON answer of the API; one with a problem becomes a 500 that tells it. */
  inspect?: AnswerInspector;
}

export interface PracticeZendesk {
  url: string;
  port: number;
  control: ControlClient;
  close: () => Promise<void>;
}

const DEFAULT_RETRIES_MS = [2_000, 10_000, 30_000];

function buildPractice(options: PracticeOptions): Practice {
  const { dataDir } = options;
  const store = new Store(dataDir === undefined ? null : path.join(dataDir, 'practice-zendesk'));
  if (store.isEmpty) seedStore(store);
  const deliveries = new DeliveryQueue({
    retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRIES_MS,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
    breaker: options.breaker ?? { minimumCalls: 50, openMs: 30_000 },
    deliverTo: options.deliverTo ?? 'loopback',
  });
  const practice: Practice = {
    store,
    deliveries,
    jobs: new JobRunner(() => practice),
    limiter: new RateLimiter(),
    traffic: new TrafficLog(),
    live: new LiveBus(),
    files: new FileHost(),
    inspect: options.inspect ?? null,
    mailFolder: dataDir === undefined ? null : path.join(dataDir, 'mail'),
  };
  return practice;
}

/**
 * Starts the practice Zendesk. The port is taken before the state is opened, so a second start on the same
 * folder fails without touching what the first one is writing.
 * @throws the listen error, EADDRINUSE included
 */
export async function startPracticeZendesk(options: PracticeOptions): Promise<PracticeZendesk> {
  const host = options.host ?? '127.0.0.1';
  let answer: ReturnType<typeof buildApp>['fetch'] | null = null;
  const server = createAdaptorServer({
    fetch: (request, env) => answer?.(request, env) ?? new Response('Starting', { status: 503 }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${host}:${String(port)}`;
  let practice: Practice;
  try {
    practice = buildPractice(options);
  } catch (error) {
    server.close();
    throw error;
  }
  practice.store.origin = url;
  const closeFiles = await practice.files.start(host, practice);
  answer = buildApp(practice).fetch;
  // Whatever the last run left unfinished goes on.
  for (const account of practice.store.list()) {
    practice.deliveries.wake(account);
    practice.jobs.wake(account);
  }
  options.log?.(`Practice Zendesk at ${url}`);
  const close = async () => {
    practice.deliveries.close();
    practice.jobs.close();
    closeFiles();
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
    practice.store.close();
  };
  return { url, port, control: control(url), close };
}
