/** What the panel uses of Zendesk's apps framework; the SDK itself comes from Zendesk and is on the page as `ZAFClient`. */
import { watchActivation, type Activation } from '@/components/sidebar/activation';

export type ZafContext = { location: string; ticketId?: number | string; account?: { subdomain?: string } };
export type ZafMetadata = {
  appId?: number | string;
  installationId?: number | string;
  /** Of the package the installation was made from. */
  version?: string;
  settings?: Record<string, unknown>;
};
export type Zaf = {
  on(event: 'app.registered', act: (told: { context: ZafContext; metadata: ZafMetadata }) => void): void;
  on(event: string, act: (...told: unknown[]) => unknown): void;
  get(path: string): Promise<Record<string, unknown>>;
  set(path: string, value: unknown): Promise<unknown>;
  invoke(name: string, ...args: unknown[]): Promise<unknown>;
  request(options: object): Promise<unknown>;
};
declare global {
  interface Window {
    ZAFClient?: { init(): Zaf | false };
  }
}

export type Host = {
  zaf: Zaf;
  context: ZafContext;
  metadata: ZafMetadata;
  agent: Agent;
  activation: Activation;
};
export type Agent = { id: string; name: string; locale: string };

export const sdkId = 'zaf-sdk';

/** Resolves when the SDK is on the page; rejects when it cannot be loaded. */
function loadSdk(): Promise<{ init(): Zaf | false }> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (window.ZAFClient) resolve(window.ZAFClient);
    };
    settle();
    const script = document.getElementById(sdkId);
    script?.addEventListener('load', settle);
    script?.addEventListener('error', () => {
      reject(new Error('hostMissing'));
    });
    if (!script) reject(new Error('hostMissing'));
    // The script may have failed before anybody listened.
    rejectInTime(reject);
  });
}

/** Zendesk answers within moments; one that has not by then is not there, and an empty outline would say nothing of it. */
const patienceMs = 30_000;
function rejectInTime(reject: (error: Error) => void): void {
  setTimeout(() => reject(new Error('hostMissing')), patienceMs);
}

/** One value of the host; null where this Zendesk does not know it. */
export async function ask(zaf: Zaf, path: string): Promise<unknown> {
  try {
    return (await zaf.get(path))[path] ?? null;
  } catch {
    return null;
  }
}

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Shakes hands with Zendesk. @throws Error `outside` when no Zendesk is around, `hostMissing` without its SDK. */
export async function meetHost(): Promise<Host> {
  const client = (await loadSdk()).init();
  if (!client) throw new Error('outside');
  const registered = new Promise<{ context: ZafContext; metadata: ZafMetadata }>((resolve, reject) => {
    client.on('app.registered', resolve);
    rejectInTime(reject);
  });
  const activation = watchActivation(client);
  const { context, metadata } = await registered;
  const user = ((await ask(client, 'currentUser')) ?? {}) as Record<string, unknown>;
  return {
    zaf: client,
    context,
    metadata,
    activation,
    agent: { id: text(user.id), name: text(user.name), locale: text(user.locale) },
  };
}

/** Zendesk's own short message, in its own place; where there is none, nothing is lost but the message. */
export function notify(zaf: Zaf, message: string, kind: 'notice' | 'error' = 'notice'): void {
  zaf.invoke('notify', message, kind).catch(() => undefined);
}
