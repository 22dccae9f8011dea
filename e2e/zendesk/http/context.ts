import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { Store } from '../state/store';
import type { LiveBus } from '../screens/live';
import type { JobRunner } from '../tickets/jobs';
import type { DeliveryQueue } from '../webhooks/deliveries';
import type { FileHost } from './files';
import type { RateLimiter } from './limits';
import type { TrafficLog } from './traffic';

/** Who is calling. `scopes` is null for Basic credentials, which are not limited. */
export interface Caller {
  user: UserRow;
  kind: 'password' | 'api_token' | 'oauth' | 'session';
  scopes: string[] | null;
}

/** @returns what is wrong with an answer: its method, path after `/api/v2`, status and JSON body */
export type AnswerInspector = (method: string, path: string, status: number, body: unknown) => string[];

/** Everything a route may need besides its request. */
export interface Practice {
  store: Store;
  deliveries: DeliveryQueue;
  jobs: JobRunner;
  limiter: RateLimiter;
  traffic: TrafficLog;
  live: LiveBus;
  /** Where private files are read from. */
  files: FileHost;
  /** What is wrong with the shape of an answer; null where nobody looks. */
  inspect: AnswerInspector | null;
  /** Where the product leaves its `.eml` files; null when it writes none. */
  mailFolder: string | null;
}

export interface PracticeEnv {
  Bindings: HttpBindings;
  Variables: {
    practice: Practice;
    account: Account;
    /** Null when no credentials were given. */
    caller: Caller | null;
    /** Headers to add to whatever answer leaves, errors included. */
    extraHeaders: Record<string, string>;
  };
}

export type PracticeContext = Context<PracticeEnv>;
export type PracticeApp = Hono<PracticeEnv>;
export type JsonObject = Record<string, unknown>;
