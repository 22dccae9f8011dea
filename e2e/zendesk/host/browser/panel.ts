import type { HostData, Launch } from '../launch';

/** A message an app posts as text. */
interface AppMessage {
  key?: string;
  id?: number;
  request?: 'get' | 'set' | 'invoke';
  params?: unknown;
  message?: unknown;
  appGuid?: string;
  error?: { msg?: string };
}

export type PanelListener = (panel: Panel, message: AppMessage) => void;

/** Height before an app says how tall it wants to be. */
const FIRST_HEIGHT_PX = 80;

/** One app beside the ticket: its frame, what it listens to, and the line to it. */
export class Panel {
  readonly element = document.createElement('section');
  private readonly frame = document.createElement('iframe');
  private readonly origin: string;
  private readonly subscriptions = new Map<string, number>();
  private pendingHook: ((refusal: string | null) => void) | null = null;
  private isRegistered = false;

  constructor(
    readonly launch: Launch,
    private readonly data: HostData,
    private readonly listener: PanelListener,
  ) {
    this.origin = new URL(launch.url).origin;
    this.element.className = 'app';
    this.element.setAttribute('aria-label', launch.title);
    this.element.dataset.installation = String(launch.installationId);
    this.frame.title = launch.title;
    this.frame.name = `app-${launch.guid}`;
    this.frame.style.height = `${String(FIRST_HEIGHT_PX)}px`;
    this.element.append(this.head(), this.frame);
  }

  /** Loads the app: a plain GET, or for a signed URL the form post of its token to the same address. */
  open(): void {
    const { url, token } = this.launch;
    if (token === null) {
      this.frame.src = url;
      return;
    }
    const form = document.createElement('form');
    form.method = 'post';
    form.action = url;
    form.target = this.frame.name;
    form.hidden = true;
    const field = document.createElement('input');
    field.name = 'token';
    field.value = token;
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  }

  isSource(event: MessageEvent): boolean {
    return event.source === this.frame.contentWindow && event.origin === this.origin;
  }

  /** Takes what the frame posted. Only the reply of a hook comes as an object; everything else is text. */
  receive(data: unknown): void {
    let message: AppMessage;
    try {
      message = (typeof data === 'string' ? JSON.parse(data) : data) as AppMessage;
    } catch {
      return;
    }
    if (message?.appGuid !== this.launch.guid) return;
    const isReply = message.key?.startsWith('iframe.reply:') ?? false;
    if (isReply !== (typeof data !== 'string')) return;
    if (message.key === 'iframe.handshake') this.register();
    else if (isReply) this.settleHook(message.error === undefined ? null : (message.error.msg ?? ''));
    else if (this.isRegistered) this.note(message);
  }

  /** Tells the app of an event it listens to. */
  emit(event: string, message?: unknown): void {
    if ((this.subscriptions.get(event) ?? 0) > 0) this.post({ key: `zaf.${event}`, message });
  }

  post(message: Record<string, unknown>): void {
    this.frame.contentWindow?.postMessage(JSON.stringify(message), this.origin);
  }

  /**
   * Asks the app whether the ticket may be saved, if it listens.
   * @returns why not, null when it may
   * @throws when the app does not answer in time
   */
  async askToSave(timeoutMs: number): Promise<string | null> {
    if ((this.subscriptions.get('ticket.save') ?? 0) === 0) return null;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pendingHook = null;
        reject(new Error(this.launch.title));
      }, timeoutMs);
      this.pendingHook = (refusal) => {
        clearTimeout(timer);
        resolve(refusal);
      };
      this.post({ key: 'zaf.ticket.save', needsReply: true });
    });
  }

  resize(size: { width?: unknown; height?: unknown }): void {
    const toLength = (value: unknown) =>
      typeof value === 'number' || /^\d+$/.test(String(value)) ? `${String(value)}px` : String(value);
    if (size.height !== undefined) this.frame.style.height = toLength(size.height);
    // A flexible app is as wide as the place it is given.
    if (size.width !== undefined && !this.launch.isFlexible) this.frame.style.width = toLength(size.width);
  }

  setVisible(isVisible: boolean): void {
    this.element.hidden = !isVisible;
  }

  private settleHook(refusal: string | null): void {
    const settle = this.pendingHook;
    this.pendingHook = null;
    settle?.(refusal);
  }

  private note(message: AppMessage): void {
    const [, verb, event] = /^iframe\.(on|off):(.+)$/.exec(message.key ?? '') ?? [];
    if (verb === undefined || event === undefined) {
      this.listener(this, message);
      return;
    }
    const { subscriberCount } = (message.message ?? {}) as { subscriberCount?: number };
    this.subscriptions.set(event, subscriberCount ?? 0);
  }

  /** A page that loads anew shakes hands anew: what its predecessor listened to is forgotten. */
  private register(): void {
    this.subscriptions.clear();
    this.settleHook(null);
    this.isRegistered = true;
    const { appId, name, version, installationId, settings, title, guid } = this.launch;
    this.post({
      key: 'zaf.app.registered',
      message: {
        metadata: { appId, name, version, installationId, settings: { ...settings, title } },
        context: {
          instanceGuid: guid,
          product: 'support',
          account: { subdomain: this.data.subdomain },
          location: this.data.location,
          ticketId: this.data.ticket.id,
        },
      },
    });
    this.post({ key: 'zaf.app.activated', message: { firstLoad: true } });
  }

  private head(): HTMLElement {
    const head = document.createElement('h3');
    if (this.launch.icon !== null) {
      const icon = document.createElement('img');
      icon.src = this.launch.icon;
      icon.alt = '';
      icon.width = icon.height = 20;
      head.append(icon);
    }
    head.append(this.launch.title);
    return head;
  }
}

export type { AppMessage };
