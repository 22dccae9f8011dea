import pino from 'pino';
import { env } from '@/lib/platform/env';

/** Structured log on stdout. Anything that could carry a secret is cut by name, whatever object it sits in. */
const secretNames = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'access_token',
  'refresh_token',
  'client_secret',
  'credential',
  'apiToken',
];

let root: pino.Logger | undefined;

function create(): pino.Logger {
  return pino({
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[cut]' },
    serializers: { err: pino.stdSerializers.errWithCause },
  });
}

/** The process's logger; made on first use so that a build needs no environment. */
export function log(): pino.Logger {
  return (root ??= create());
}
