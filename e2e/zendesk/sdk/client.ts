import { Calls, type CallAnswer, type CallResult } from './calls';
import { runHook } from './hooks';

type Handler = (...args: unknown[]) => unknown;

interface Registered {
  metadata: Record<string, unknown>;
  context: Record<string, unknown> & { instanceGuid?: string };
}

/** A message of the host. Text or object; `needsReply` makes an event a hook. */
interface HostMessage extends Partial<CallAnswer> {
  key?: string;
  message?: unknown;
  needsReply?: boolean;
  instanceGuid?: string;
}

const VERSION = '2.0.0-practice';

/** One app instance's line to the page around it. */
export class Client {
  private readonly calls = new Calls();
  private readonly handlers = new Map<string, Handler[]>();
  private readonly queue: string[] = [];
  private readonly pendingHooks = new Set<string>();
  private readonly registered: Promise<Registered>;
  private markRegistered: (value: Registered) => void = () => undefined;
  private isRegistered = false;
  private state: Registered | null = null;
  private requestCount = 0;
  private instanceGuid: string;

  constructor(
    private readonly origin: string,
    private readonly appGuid: string,
  ) {
    this.instanceGuid = appGuid;
    this.registered = new Promise((resolve) => {
      this.markRegistered = resolve;
    });
    window.addEventListener('message', (event) => {
      if (event.source === window.parent && event.origin === origin) this.receive(event.data);
    });
    this.send(this.pack('iframe.handshake', { version: VERSION }));
  }

  /** Calls `handler` for an event of the host; several handlers of one event are all called. */
  on(name: string, handler: Handler, context?: unknown): void {
    const bound = context === undefined ? handler : handler.bind(context);
    const list = [...(this.handlers.get(name) ?? []), bound];
    this.handlers.set(name, list);
    this.post(this.pack(`iframe.on:${name}`, { subscriberCount: list.length }));
    if (name === 'app.registered' && this.state) bound(this.state);
  }

  off(name: string, handler: Handler): void {
    const list = (this.handlers.get(name) ?? []).filter((one) => one !== handler);
    this.handlers.set(name, list);
    this.post(this.pack(`iframe.off:${name}`, { subscriberCount: list.length }));
  }

  has(name: string, handler: Handler): boolean {
    return (this.handlers.get(name) ?? []).includes(handler);
  }

  trigger(name: string, data?: unknown): void {
    this.post(this.pack(`iframe.trigger:${name}`, data));
  }

  postMessage(name: string, message?: unknown): void {
    this.post(this.pack(name, message));
  }

  /** @param paths one path, or an array of them; the answer is keyed by the whole path */
  get(paths: string | string[], ...rest: unknown[]): Promise<CallResult> {
    const list = Array.isArray(paths) ? paths : [paths];
    if (rest.length > 0 || list.some((path) => typeof path !== 'string')) {
      throw new Error('The get method accepts a string or an array of strings');
    }
    return this.call('get', list, list);
  }

  set(key: string | Record<string, unknown>, value?: unknown): Promise<CallResult> {
    const params = typeof key === 'string' ? { [key]: value } : key;
    return this.call('set', params, Object.keys(params));
  }

  /** One action with its arguments, or several actions by name with arrays of text. */
  invoke(key: string | Record<string, unknown[]>, ...args: unknown[]): Promise<CallResult> {
    if (typeof key === 'string') return this.call('invoke', { [key]: args }, [key]);
    const names = Object.keys(key);
    const isBulkFitting = Object.values(key).every(
      (list) => Array.isArray(list) && list.every((one) => typeof one === 'string'),
    );
    if (!isBulkFitting) throw new Error('Bulk invokes accept arrays of strings only');
    if (names.length > 1 && names.includes('instances.create')) {
      throw new Error('instances.create must be invoked alone');
    }
    return this.call('invoke', key, names);
  }

  /** Sends an HTTP request through the host: with the agent's session, or through Zendesk's proxy. */
  request(options: string | Record<string, unknown>): Promise<unknown> {
    this.requestCount += 1;
    const name = `request:${String(this.requestCount)}`;
    return new Promise((resolve, reject) => {
      const settle = (done: (value: unknown) => void) => (message: unknown) => {
        this.handlers.delete(`${name}.done`);
        this.handlers.delete(`${name}.fail`);
        done((message as { responseArgs?: unknown[] } | undefined)?.responseArgs?.[0]);
      };
      this.handlers.set(`${name}.done`, [settle(resolve)]);
      this.handlers.set(`${name}.fail`, [settle(reject)]);
      this.post(this.pack(name, typeof options === 'string' ? { url: options } : options));
    });
  }

  /** Another instance is only reached by the host, which does not offer this here. */
  instance(): never {
    throw new Error('An instance is only known once the host has created it');
  }

  async metadata(): Promise<Record<string, unknown>> {
    return (this.state ?? (await this.registered)).metadata;
  }

  async context(): Promise<Record<string, unknown>> {
    return (this.state ?? (await this.registered)).context;
  }

  private call(request: 'get' | 'set' | 'invoke', params: unknown, names: string[]): Promise<CallResult> {
    return this.calls.start(names, (id) => {
      const { appGuid, instanceGuid } = this;
      this.post(JSON.stringify({ id, request, params, appGuid, instanceGuid }));
    });
  }

  private pack(key: string, message: unknown): string {
    const { appGuid, instanceGuid } = this;
    return JSON.stringify({ key, message, appGuid, instanceGuid });
  }

  /** Everything but the handshake waits until the host has registered the app. */
  private post(text: string): void {
    if (this.isRegistered) this.send(text);
    else this.queue.push(text);
  }

  private send(data: unknown): void {
    window.parent.postMessage(data, this.origin);
  }

  private receive(data: unknown): void {
    let given: HostMessage | null;
    try {
      given = (typeof data === 'string' ? JSON.parse(data) : data) as HostMessage | null;
    } catch {
      // Other scripts of the host page may post what is no message of this protocol.
      return;
    }
    if (typeof given !== 'object' || given === null) return;
    if (given.instanceGuid !== undefined && given.instanceGuid !== this.instanceGuid && this.isRegistered)
      return;
    if (typeof given.id === 'number') {
      this.calls.answer({ ...given, id: given.id });
      return;
    }
    const name = /^zaf\.(.+)$/.exec(given.key ?? '')?.[1];
    if (name === undefined) return;
    if (given.needsReply) void this.hook(name);
    else this.tell(name, given.message);
  }

  private tell(name: string, message: unknown): void {
    if (name === 'app.registered') this.register(message as Registered);
    else if (name === 'context.updated' && this.state) this.state.context = message as Registered['context'];
    for (const handler of this.handlers.get(name) ?? []) handler(message);
  }

  private register(state: Registered): void {
    this.state = state;
    this.instanceGuid = state.context.instanceGuid ?? this.appGuid;
    this.isRegistered = true;
    this.markRegistered(state);
    for (const text of this.queue.splice(0)) this.send(text);
  }

  /** A second call of a hook while the first still runs is ignored. */
  private async hook(name: string): Promise<void> {
    if (this.pendingHooks.has(name)) return;
    this.pendingHooks.add(name);
    const refusal = await runHook(this.handlers.get(name) ?? []);
    this.pendingHooks.delete(name);
    const { appGuid } = this;
    this.send({
      appGuid,
      key: `iframe.reply:${name}`,
      ...(refusal === null ? {} : { error: { msg: refusal } }),
    });
  }
}
