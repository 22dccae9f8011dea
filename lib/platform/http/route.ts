/**
 * The one way to write an API route: a route file declares who may call and with what, and calls one service.
 * Fixed order: request id → authentication → limit → permission → parse → handler; every throw becomes a problem answer.
 */
import { randomUUID } from 'node:crypto';
import type pino from 'pino';
import type { z } from 'zod';
import { authenticateWebsite, type WebsiteContext } from '@/lib/platform/auth/website';
import { findSession, type Permission, type SessionContext } from '@/lib/platform/auth/session';
import { AppError } from '@/lib/platform/errors';
import { readJson } from '@/lib/platform/http/body';
import { forwardedAddress } from '@/lib/platform/http/clientAddress';
import { isOwnOrigin } from '@/lib/platform/http/origin';
import { loggedPath } from '@/lib/platform/http/loggedPath';
import { parseInput, problemResponse } from '@/lib/platform/http/problem';
import { takePoint, type Limit } from '@/lib/platform/http/rateLimit';
import { log } from '@/lib/platform/log';

type Auth = 'session' | 'website' | 'none';
type Schema = z.ZodType | undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

export type RouteContext<A extends Auth, P extends Schema, Q extends Schema, B extends Schema> = {
  request: Request;
  requestId: string;
  log: pino.Logger;
  session: A extends 'session' ? SessionContext : null;
  website: A extends 'website' ? WebsiteContext : null;
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
};

export type RouteDefinition<A extends Auth, P extends Schema, Q extends Schema, B extends Schema> = {
  auth: A;
  /** Session routes only. */
  permission?: Permission;
  params?: P;
  query?: Q;
  body?: B;
  /** Of the JSON body; 1 MiB unless stated. */
  maxBytes?: number;
  /** `kept` where the handler judges each part of the body by a schema of its own. */
  nullCharacters?: 'refused' | 'kept';
  limit?: Limit & { name: string };
  handler: (context: RouteContext<A, P, Q, B>) => Promise<unknown>;
};

/** A handler's answer with a status of its own. */
export class Reply {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {}
}

export function reply(status: number, body: unknown, headers?: Record<string, string>): Reply {
  return new Reply(status, body, headers);
}

/** Only good for counting. */
export function clientAddress(request: Request): string {
  return forwardedAddress(request.headers.get('x-forwarded-for'));
}

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** Wraps a declaration as an App Router handler. Handlers return JSON, a `Reply`, or a `Response` for anything else. */
export function route<
  A extends Auth,
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(definition: RouteDefinition<A, P, Q, B>) {
  return async (request: Request, context?: NextContext): Promise<Response> => {
    const requestId = request.headers.get('x-request-id')?.match(/^[\w-]{8,64}$/)?.[0] ?? randomUUID();
    const logger = log().child({
      requestId,
      method: request.method,
      path: loggedPath(new URL(request.url).pathname),
    });
    try {
      const result = await run(definition, request, context, requestId, logger);
      if (result instanceof Response) return result;
      const answer = result instanceof Reply ? result : new Reply(result === undefined ? 204 : 200, result);
      const headers = { 'cache-control': 'no-store', 'x-request-id': requestId, ...answer.headers };
      if (answer.status === 204) return new Response(null, { status: 204, headers });
      return Response.json(answer.body, { status: answer.status, headers });
    } catch (error) {
      if (error instanceof AppError) logger.info({ code: error.code, cause: error.cause }, error.message);
      else logger.error({ err: error }, 'unexpected error');
      return problemResponse(error, requestId);
    }
  };
}

async function run<A extends Auth, P extends Schema, Q extends Schema, B extends Schema>(
  definition: RouteDefinition<A, P, Q, B>,
  request: Request,
  context: NextContext | undefined,
  requestId: string,
  logger: pino.Logger,
): Promise<unknown> {
  const session = definition.auth === 'session' ? await sessionOf(request) : null;
  const website =
    definition.auth === 'website' ? await authenticateWebsite(request.headers.get('authorization')) : null;
  if (definition.limit) {
    const key = website?.id ?? session?.userId ?? clientAddress(request);
    await takePoint(definition.limit.name, key, definition.limit);
  }
  if (definition.permission && !session?.can(definition.permission)) {
    throw new AppError('forbidden', { detail: `This needs the permission ${definition.permission}.` });
  }
  const params = definition.params ? parsePath(definition.params, (await context?.params) ?? {}) : undefined;
  const query = definition.query
    ? parseInput(definition.query, Object.fromEntries(new URL(request.url).searchParams))
    : undefined;
  const body = definition.body
    ? parseInput(
        definition.body,
        await readJson(request, definition.maxBytes ?? 1_048_576, definition.nullCharacters),
      )
    : undefined;
  return definition.handler({
    request,
    requestId,
    log: logger,
    session,
    website,
    params,
    query,
    body,
  } as RouteContext<A, P, Q, B>);
}

/** A path that does not fit is an address that does not exist. */
function parsePath(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError('not_found', { detail: 'There is nothing at this address.' });
  return result.data;
}

/** Session routes that change something are called by our own pages only: another origin is refused (CSRF). */
async function sessionOf(request: Request): Promise<SessionContext> {
  const origin = request.headers.get('origin');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && request.headers.get('sec-fetch-site') === 'cross-site')
    throw new AppError('forbidden', { detail: 'Cross-site request.' });
  if (!isRead && origin !== null && !isOwnOrigin(origin, request.headers.get('host'))) {
    throw new AppError('forbidden', { detail: 'Cross-origin request.' });
  }
  const session = await findSession();
  if (!session) throw new AppError('unauthorized', { detail: 'Sign in first.' });
  return session;
}
