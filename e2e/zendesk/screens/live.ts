import { EventEmitter } from 'node:events';

/** What open agent screens are told while they are open. Nothing is kept: a screen that was closed reads anew. */
export type LiveEvent =
  | { kind: 'ticket'; ticketId: number }
  | { kind: 'notification'; appId: number; event: string; body: string; agentId: number | null };

export type LiveListener = (event: LiveEvent) => void;

/** Carries events from the API to the screens of one account. */
export class LiveBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  tell(subdomain: string, event: LiveEvent): void {
    this.emitter.emit(subdomain, event);
  }

  /** @returns what ends the listening */
  listen(subdomain: string, listener: LiveListener): () => void {
    this.emitter.on(subdomain, listener);
    return () => this.emitter.off(subdomain, listener);
  }
}
