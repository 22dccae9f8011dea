/** What `npm start` settles before anything runs: variables, the data folder, secrets of its own, free ports. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkEnvironment, EnvironmentError, inheritedEnvironment, type Env } from '@/lib/platform/env';
import { isPortFree } from '@/lib/platform/ports';

/** Something only the person at the keyboard can change; each line is shown as it is. */
export class StartRefused extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'StartRefused';
  }
}

export type Settings = {
  dataDir: string;
  /** Undefined when the embedded server is to be used. */
  databaseUrl: string | undefined;
  port: number;
  appUrl: string;
  practicePort: number | null;
  hasDemoData: boolean;
  /** Variables for every process, without DATABASE_URL. */
  variables: Record<string, string>;
};

/** Reads and checks the variables, filling in what `npm start` brings itself. */
export function readSettings({ isDevelopment }: { isDevelopment: boolean }): Settings {
  const given = inheritedEnvironment();
  const isGiven = (name: string) => (given[name] ?? '') !== '';
  const practicePort = isGiven('PRACTICE_ZENDESK_PORT') ? given.PRACTICE_ZENDESK_PORT : '4000';
  const dataDir = resolve(isGiven('DATA_DIR') ? String(given.DATA_DIR) : '.data');
  const variables: Record<string, string> = {
    NODE_ENV: isDevelopment ? 'development' : 'production',
    DATA_DIR: dataDir,
    PRACTICE_ZENDESK_PORT: String(practicePort),
    DEMO_DATA: isGiven('DEMO_DATA') ? String(given.DEMO_DATA) : 'on',
  };
  if (!isGiven('ZENDESK_URL') && practicePort !== 'off')
    Object.assign(variables, practiceVariables(String(practicePort), isGiven));
  const env = check({ ...stand(given), ...variables });
  return {
    dataDir,
    databaseUrl: isGiven('DATABASE_URL') ? given.DATABASE_URL : undefined,
    port: env.port,
    appUrl: env.appUrl,
    practicePort: env.practiceZendeskPort,
    hasDemoData: env.demoData,
    variables,
  };
}

/**
 * The practice Zendesk in Zendesk's place: with the global client that it knows, one-click connection can be tried, and with the
 * apps SDK it serves, the sidebar.
 */
function practiceVariables(port: string, isGiven: (name: string) => boolean): Record<string, string> {
  const url = `http://127.0.0.1:${port}`;
  const client = {
    ZENDESK_OAUTH_CLIENT_ID: 'zdg-verified-reviews',
    ZENDESK_OAUTH_CLIENT_SECRET: 'zs-global-demo-secret',
  };
  const sdk = { ZAF_SDK_URL: `${url}/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js` };
  return {
    ZENDESK_URL: `${url}/{subdomain}`,
    ...(isGiven('ZENDESK_OAUTH_CLIENT_ID') ? {} : client),
    ...(isGiven('ZAF_SDK_URL') ? {} : sdk),
  };
}

/** Values in the place of those that are made later, so that the rest can be checked now. */
function stand(given: Record<string, string | undefined>): Record<string, string | undefined> {
  const own = {
    DATABASE_URL: 'postgres://own',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEYS: makeKeys(),
  };
  const filled = Object.entries(own).filter(([name]) => (given[name] ?? '') === '');
  return { ...given, ...Object.fromEntries(filled) };
}

function check(variables: Record<string, string | undefined>): Env {
  try {
    return checkEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) throw new StartRefused(error.lines);
    throw error;
  }
}

function makeKeys(): string {
  return `k1:${randomBytes(32).toString('base64')}`;
}

/** Makes the data folder and proves that it can be written. */
export function prepareDataFolder(dataDir: string): void {
  try {
    // Open to enter: the database server may run as another account. What is secret in it has its own access rights.
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    mkdirSync(join(dataDir, 'logs'), { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new StartRefused([
      `DATA_DIR: ${dataDir} cannot be written (${reason}); choose another folder or change its rights`,
    ]);
  }
}

/** The secrets of this installation: those given, else those made on its first start. */
export function readSecrets(dataDir: string): Record<string, string> {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    const made = { NEXTAUTH_SECRET: randomBytes(32).toString('base64'), ENCRYPTION_KEYS: makeKeys() };
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
  }
  const own = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const given = inheritedEnvironment();
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, given[name] || value]));
}

/** Every port is looked at before anything is started, so that a taken one leaves nothing behind. */
export async function refuseTakenPorts({ port, practicePort }: Settings): Promise<void> {
  const wanted: [string, number | null, string | undefined][] = [
    ['PORT', port, undefined],
    ['PRACTICE_ZENDESK_PORT', practicePort, '127.0.0.1'],
  ];
  if (port === practicePort)
    throw new StartRefused([
      `PORT and PRACTICE_ZENDESK_PORT are both ${port}; give one of them another port`,
    ]);
  const lines: string[] = [];
  for (const [name, number, host] of wanted) {
    if (number === null || (await isPortFree(number, host))) continue;
    lines.push(
      `${name}: port ${number} is in use; stop what uses it, or start with another, for example ${name}=${number + 10} npm start`,
    );
  }
  if (lines.length > 0) throw new StartRefused(lines);
}
