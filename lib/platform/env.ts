/**
 * The one reader of the environment (a lint rule keeps it so). Parsed on first use, because a production build loads
 * modules without the variables of the machine that will run them.
 */
import { createEnv } from '@t3-oss/env-core';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { parseKeyRing } from '@/lib/platform/crypto/keyRing';

const port = z.coerce.number().int().min(1).max(65535);
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What each variable must be, with an example: printed when a value is wrong. */
const rules: Record<string, string> = {
  DATABASE_URL: 'a PostgreSQL address, for example postgres://user:password@db.example:5432/reviews',
  DATA_DIR: 'a folder this process may write, for example .data',
  PORT: 'a port from 1 to 65535, for example 3000',
  APP_URL: 'the public origin without a path, for example https://reviews.example',
  NEXTAUTH_SECRET: 'at least 32 characters, for example the output of: openssl rand -base64 32',
  ENCRYPTION_KEYS: 'id:base64 of 32 bytes, comma separated, for example k1:$(openssl rand -base64 32)',
  SMTP_URL: 'an SMTP address, for example smtps://user:password@mail.example:465',
  MAIL_FROM: 'a sender, for example Avis Vérifiés <avis@reviews.example>',
  ZENDESK_URL:
    'https with {subdomain}, for example https://{subdomain}.zendesk.com; plain http only on loopback',
  PRACTICE_ZENDESK_PORT: 'a port from 1 to 65535, or off',
  ZENDESK_CONNECTION_METHODS:
    'a comma list of oauth_code, oauth_client_credentials, api_token and password, for example oauth_code,api_token; ' +
    'oauth_code needs ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET',
  ZENDESK_MARKETPLACE_NAME:
    'the name of the listing in printable ASCII, for example Verified Reviews; set with _ORGANIZATION_ID and _APP_ID, or none of them',
  ZENDESK_MARKETPLACE_ORGANIZATION_ID:
    'an id without spaces, for example 8342; set with _NAME and _APP_ID, or none of them',
  ZENDESK_MARKETPLACE_APP_ID:
    'an id without spaces, for example 1057281; set with _NAME and _ORGANIZATION_ID, or none of them',
  ZAF_SDK_URL: 'an address of the Zendesk apps SDK, starting with https:// (http only on loopback)',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'an OpenTelemetry collector, for example http://collector:4318',
  TRUSTED_PROXIES:
    'a comma list of addresses and networks whose X-Forwarded-For is believed, for example 127.0.0.1,::1,10.0.0.0/8',
  DEMO_DATA: 'on or off',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  ARCHIVE_MONTHS: 'a number of months from 2 to 120, for example 13',
  CLOCK_OFFSET_DAYS: 'a number of days, for example 8; in production only while the practice Zendesk is on',
};

const zendeskUrl = z.string().refine((value) => {
  const url =
    URL.parse?.(value.replace('{subdomain}', 'example')) ?? tryUrl(value.replace('{subdomain}', 'example'));
  return (
    !!url && (url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname)))
  );
});

/** A ring that cannot be read is a wrong variable like any other, not a crash. */
const keyRing = z.string().transform((text, context) => {
  try {
    return parseKeyRing(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'no key ring' });
    return z.NEVER;
  }
});

/** Proxies in front of us: addresses and CIDR networks. */
const proxyList = z.string().transform((text, context) => {
  const list = new BlockList();
  for (const entry of text.split(',').flatMap((one) => one.trim() || [])) {
    const [address = '', bits, ...rest] = entry.split('/');
    const family = isIP(address);
    const width = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(prefix >= 0 && prefix <= width)) {
      context.addIssue({ code: 'custom', message: 'no address or network' });
      return z.NEVER;
    }
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
});

/** The ways to connect an account, as the operator may name them. The first needs an OAuth client of this deployment's own. */
export const connectionMethodNames = [
  'oauth_code',
  'oauth_client_credentials',
  'api_token',
  'password',
] as const;

const connectionMethodList = z
  .string()
  .transform((text) => text.split(',').flatMap((name) => name.trim() || []))
  .pipe(z.array(z.enum(connectionMethodNames)).min(1));

/** Sent as a header: anything beyond printable ASCII would be refused by the HTTP library, call by call. */
const headerText = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/);
const headerId = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,100}$/);

function tryUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

function origin(value: string): boolean {
  const url = tryUrl(value);
  return !!url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
}

function read(source: NodeJS.ProcessEnv) {
  const values = createEnv({
    server: {
      NODE_ENV: z.string().default('development'),
      DATABASE_URL: z.string().refine((value) => /^postgres(ql)?:\/\//.test(value)),
      DATA_DIR: z.string().default('.data'),
      PORT: port.default(3000),
      APP_URL: z.string().refine(origin).optional(),
      NEXTAUTH_SECRET: z.string().min(32),
      ENCRYPTION_KEYS: keyRing,
      SMTP_URL: z
        .string()
        .regex(/^smtps?:\/\//)
        .optional(),
      MAIL_FROM: z.string().min(3).default('Avis Vérifiés <avis@verified-reviews.test>'),
      ZENDESK_URL: zendeskUrl.default('https://{subdomain}.zendesk.com'),
      PRACTICE_ZENDESK_PORT: z.union([z.literal('off').transform(() => null), port]).default(4000),
      ZENDESK_OAUTH_CLIENT_ID: z.string().optional(),
      ZENDESK_OAUTH_CLIENT_SECRET: z.string().optional(),
      ZENDESK_CONNECTION_METHODS: connectionMethodList.optional(),
      ZENDESK_MARKETPLACE_NAME: headerText.optional(),
      ZENDESK_MARKETPLACE_ORGANIZATION_ID: headerId.optional(),
      ZENDESK_MARKETPLACE_APP_ID: headerId.optional(),
      ZAF_SDK_URL: z
        .url()
        .default('https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js'),
      TRUSTED_PROXIES: proxyList.prefault('127.0.0.0/8,::1'),
      DEMO_DATA: z.enum(['on', 'off']).default('off'),
      LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      METRICS_TOKEN: z.string().min(16).optional(),
      OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
      ARCHIVE_MONTHS: z.coerce.number().int().min(2).max(120).default(13),
      CLOCK_OFFSET_DAYS: z.coerce.number().default(0),
    },
    runtimeEnv: source,
    emptyStringAsUndefined: true,
    onValidationError: (issues) => {
      const names = [...new Set(issues.map((issue) => fieldOf(issue.path?.[0])))];
      throw wrong(names);
    },
  });
  const practiceIsOn = values.ZENDESK_URL.startsWith('http:');
  if (values.CLOCK_OFFSET_DAYS !== 0 && values.NODE_ENV === 'production' && !practiceIsOn) {
    throw wrong(['CLOCK_OFFSET_DAYS']);
  }
  const hasClient = Boolean(values.ZENDESK_OAUTH_CLIENT_ID && values.ZENDESK_OAUTH_CLIENT_SECRET);
  if (values.ZENDESK_CONNECTION_METHODS?.includes('oauth_code') && !hasClient) {
    throw wrong(['ZENDESK_CONNECTION_METHODS']);
  }
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    port: values.PORT,
    appUrl: (values.APP_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, ''),
    authSecret: values.NEXTAUTH_SECRET,
    encryptionKeys: values.ENCRYPTION_KEYS,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    /** Template with `{subdomain}`, without a trailing slash. */
    zendeskUrl: values.ZENDESK_URL.replace(/\/$/, ''),
    practiceZendeskPort: values.PRACTICE_ZENDESK_PORT,
    zendeskOauthClientId: values.ZENDESK_OAUTH_CLIENT_ID,
    zendeskOauthClientSecret: values.ZENDESK_OAUTH_CLIENT_SECRET,
    /** Null where the operator has not said: the deployment then decides (see `offeredMethods`). */
    zendeskConnectionMethods: values.ZENDESK_CONNECTION_METHODS ?? null,
    zendeskMarketplace: readListing(values),
    zafSdkUrl: values.ZAF_SDK_URL,
    /** Whose X-Forwarded-For is believed. */
    trustedProxies: values.TRUSTED_PROXIES,
    demoData: values.DEMO_DATA === 'on',
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    /** How long traffic with Zendesk is remembered, whole months. */
    archiveMonths: values.ARCHIVE_MONTHS,
    clockOffsetDays: values.CLOCK_OFFSET_DAYS,
    isProduction: values.NODE_ENV === 'production',
  };
}

export type Env = ReturnType<typeof read>;

type Listing = {
  ZENDESK_MARKETPLACE_NAME?: string;
  ZENDESK_MARKETPLACE_ORGANIZATION_ID?: string;
  ZENDESK_MARKETPLACE_APP_ID?: string;
};

/** Who we are in Zendesk's Marketplace: all of it or nothing, because half an identity is none. */
function readListing(values: Listing) {
  const {
    ZENDESK_MARKETPLACE_NAME: name,
    ZENDESK_MARKETPLACE_ORGANIZATION_ID: organizationId,
    ZENDESK_MARKETPLACE_APP_ID: appId,
  } = values;
  if (name && organizationId && appId) return { name, organizationId, appId };
  const all = {
    ZENDESK_MARKETPLACE_NAME: name,
    ZENDESK_MARKETPLACE_ORGANIZATION_ID: organizationId,
    ZENDESK_MARKETPLACE_APP_ID: appId,
  };
  if (!name && !organizationId && !appId) return null;
  throw wrong(Object.entries(all).flatMap(([variable, value]) => (value ? [] : [variable])));
}

const wrong = (names: string[]) =>
  new EnvironmentError(names.map((name) => `${name}: must be ${rules[name] ?? 'a valid value'}`));

function fieldOf(segment: unknown): string {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  return typeof key === 'string' ? key : 'environment';
}

/** A variable is wrong: each line names it, its rule and an example. */
export class EnvironmentError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'EnvironmentError';
  }
}

let parsed: Env | undefined;

/** A copy of all variables this process was given, for the processes it starts. */
export function inheritedEnvironment(): Record<string, string | undefined> {
  return { ...process.env };
}

/**
 * Parses variables meant for another process.
 * @throws EnvironmentError as that process would
 */
export function checkEnvironment(variables: Record<string, string | undefined>): Env {
  return read(variables as NodeJS.ProcessEnv);
}

/** Parses now rather than on first use; processes call it first so that a wrong value stops the start. */
export function loadEnv(): Env {
  if (!parsed) {
    parsed = read(process.env);
    // next-auth reads its own public address from the environment and from nowhere else.
    process.env.NEXTAUTH_URL ??= parsed.appUrl;
  }
  return parsed;
}

export const env: Env = new Proxy({} as Env, {
  get: (_target, name) => loadEnv()[name as keyof Env],
});
