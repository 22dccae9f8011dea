/** One API or OAuth request as the practice Zendesk saw it. */
export interface SeenRequest {
  at: string;
  method: string;
  /** Path after `/{subdomain}`, with its query. */
  path: string;
  /** Null while it is being answered, 0 when the connection was cut. */
  status: number | null;
  idempotencyKey: string | null;
  /** Whether credentials came along. */
  isAuthorized: boolean;
  /** The fault that hit it, if one did. */
  fault: string | null;
}

const KEPT_PER_ACCOUNT = 20_000;

/** What was asked of each account, for tests. In memory only: it is about this run. */
export class TrafficLog {
  private readonly seen = new Map<string, SeenRequest[]>();

  add(subdomain: string, request: SeenRequest): SeenRequest {
    const list = this.seen.get(subdomain) ?? [];
    list.push(request);
    if (list.length > KEPT_PER_ACCOUNT) list.splice(0, list.length - KEPT_PER_ACCOUNT);
    this.seen.set(subdomain, list);
    return request;
  }

  list(subdomain: string): SeenRequest[] {
    return this.seen.get(subdomain) ?? [];
  }

  clear(subdomain: string): void {
    this.seen.delete(subdomain);
  }
}
