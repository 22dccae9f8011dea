/** Calls to our own server: by the session in memory, and where there is none, for one through Zendesk's proxy. */
import type { Host } from '@/components/sidebar/zaf';
import { keySetting } from '@/lib/sidebar/package/manifest';

/** What a refusal says: its code, and the sentence for people in the agent's language. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly text: string | null,
  ) {
    super(code);
  }
}

export type Call = <T>(method: string, path: string, more?: CallOptions) => Promise<Answer<T>>;
export type CallOptions = { body?: object; form?: FormData; etag?: string | null; signal?: AbortSignal };
/** `data` is null for an answer that has not changed. */
export type Answer<T> = { data: T | null; etag: string | null };

type Problem = { code?: string; text?: string; errors?: { code: string }[] };

async function toRefusal(response: Response): Promise<Refusal> {
  const problem = ((await response.json().catch(() => ({}))) ?? {}) as Problem;
  return new Refusal(problem.code ?? 'internal', problem.text ?? null);
}

/** The website's secret key is filled in by Zendesk's server: what this page sends holds its place only. */
async function askForSession({ zaf, metadata }: Host, opening: string | null): Promise<string> {
  const settings = metadata.settings ?? {};
  const key = `{{setting.${keySetting(metadata.version)}}}`;
  const read = (name: string) => (typeof settings[name] === 'string' ? settings[name].trim() : '');
  try {
    const answer = (await zaf.request({
      url: `${location.origin}/api/zendesk/sidebar/session`,
      type: 'POST',
      secure: true,
      cors: false,
      contentType: 'application/json',
      headers: { Authorization: `Basic ${read('website_id').toLowerCase()}:${key}` },
      data: JSON.stringify({
        installationId: metadata.installationId === undefined ? undefined : String(metadata.installationId),
        appId: metadata.appId === undefined ? undefined : String(metadata.appId),
        title: read('title'),
        opening: opening ?? undefined,
        domain: read('domain'),
      }),
    })) as { session?: string } | string;
    const { session } = typeof answer === 'string' ? (JSON.parse(answer) as { session?: string }) : answer;
    if (session) return session;
  } catch (error) {
    const { responseText = '', status = 0 } = (error ?? {}) as { responseText?: string; status?: number };
    if (status === 0 || status >= 500) throw new Refusal('offline', null);
    const isDomain = responseText.includes('domain_mismatch');
    throw new Refusal(isDomain ? 'domain_mismatch' : 'refused', null);
  }
  throw new Refusal('refused', null);
}

/** Lets one request for a session stand for all calls that wait for it. */
function sessionKeeper(host: Host, first: string | null, opening: string | null) {
  let session = first;
  let asking: Promise<string> | null = null;
  return {
    get: async () => {
      if (session) return session;
      asking ??= askForSession(host, opening).finally(() => {
        asking = null;
      });
      session = await asking;
      return session;
    },
    renew: (fresh: string) => {
      session = fresh;
    },
    drop: (old: string) => {
      if (session === old) session = null;
    },
  };
}

export type Entry = {
  /** Null when the opening was not signed, or its installation is not known yet: the panel then asks for one. */
  session: string | null;
  /** The signed opening of an installation that is not known yet: it proves the agent once it is. */
  opening: string | null;
};

export function makeCall(host: Host, { session: first, opening }: Entry, locale: string): Call {
  const keeper = sessionKeeper(host, first, opening);

  async function send(method: string, path: string, options: CallOptions, session: string) {
    const { body, form, etag, signal } = options;
    const headers: Record<string, string> = { authorization: `Bearer ${session}`, 'x-locale': locale };
    if (body) headers['content-type'] = 'application/json';
    if (etag) headers['if-none-match'] = etag;
    const payload = form ?? (body ? JSON.stringify(body) : null);
    try {
      return await fetch(`/api/zendesk/sidebar/${path}`, {
        method,
        headers,
        body: payload,
        signal: signal ?? null,
        credentials: 'omit',
        cache: 'no-store',
      });
    } catch {
      throw new Refusal('offline', null);
    }
  }

  return async (method, path, options = {}) => {
    let session = await keeper.get();
    let response = await send(method, path, options, session);
    if (response.status === 401) {
      keeper.drop(session);
      session = await keeper.get();
      response = await send(method, path, options, session);
    }
    const fresh = response.headers.get('x-session');
    if (fresh) keeper.renew(fresh);
    if (response.status === 304) return { data: null, etag: options.etag ?? null };
    if (!response.ok) throw await toRefusal(response);
    return { data: (await response.json()) as never, etag: response.headers.get('etag') };
  };
}
