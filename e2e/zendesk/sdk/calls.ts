/** Calls that wait for the host's answer: `get`, `set` and `invoke`, matched by a running number. */

const TIMEOUT_MS = 5 * 60_000;

export interface CallResult {
  errors?: Record<string, unknown>;
  [path: string]: unknown;
}

interface Waiting {
  names: string[];
  resolve: (result: CallResult) => void;
  reject: (reason: unknown) => void;
  timer: ReturnType<typeof setTimeout>;
}

export interface CallAnswer {
  id: number;
  result?: CallResult;
  error?: { name?: string; message?: string; path?: string; stack?: string };
}

function toError(given: unknown): Error {
  const { name, message, ...rest } = (
    typeof given === 'object' && given !== null ? given : { message: String(given) }
  ) as { name?: string; message?: string };
  const error = new Error(message ?? 'The host refused the call');
  if (name !== undefined) error.name = name;
  return Object.assign(error, rest);
}

export class Calls {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** @param send posts the call once it has its number */
  start(names: string[], send: (id: number) => void): Promise<CallResult> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error('Invocation request timeout'));
      }, TIMEOUT_MS);
      this.waiting.set(id, { names, resolve, reject, timer });
      send(id);
    });
  }

  /** Settles a call; for a single name, an entry in `errors` rejects it. */
  answer(answer: CallAnswer): void {
    const held = this.waiting.get(answer.id);
    if (!held) return;
    clearTimeout(held.timer);
    this.waiting.delete(answer.id);
    if (answer.error) {
      held.reject(toError(answer.error));
      return;
    }
    const result = answer.result ?? {};
    const [only] = held.names;
    const failed = held.names.length === 1 && only !== undefined ? result.errors?.[only] : undefined;
    if (failed === undefined) held.resolve(result);
    else held.reject(toError(failed));
  }
}
