/**
 * How a handler of a hook says no, as Zendesk's SDK listens: `false`, text or an Error returned at once, a throw, or a promise
 * that rejects. What a promise is fulfilled with is never looked at, be it `false` or text.
 */
type Handler = (...args: unknown[]) => unknown;

function toRefusal(value: unknown): string | null {
  // No words of its own: the host has some in the agent's language.
  if (value === false) return '';
  if (typeof value === 'string') return value;
  return value instanceof Error ? value.message : null;
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

async function refusalOf(handler: Handler): Promise<string | null> {
  try {
    const returned = handler();
    if (!isPromise(returned)) return toRefusal(returned);
    await returned;
    return null;
  } catch (error) {
    return toRefusal(error) ?? '';
  }
}

/**
 * Runs the handlers of a hook, without arguments, and waits for all of them.
 * @returns why the host must not go on, or null
 */
export async function runHook(handlers: readonly Handler[]): Promise<string | null> {
  const refusals = await Promise.all(handlers.map(refusalOf));
  return refusals.find((refusal) => refusal !== null) ?? null;
}
