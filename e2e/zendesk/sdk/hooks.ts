/** What a handler of a hook says no with: `false`, text, an Error, a throw or a rejected promise. */
type Handler = (...args: unknown[]) => unknown;

function toRefusal(value: unknown): string | null {
  // No words of its own: the host has some in the agent's language.
  if (value === false) return '';
  if (typeof value === 'string') return value;
  return value instanceof Error ? value.message : null;
}

/**
 * Runs the handlers of a hook, without arguments, and waits for all of them.
 * @returns why the host must not go on, or null
 */
export async function runHook(handlers: readonly Handler[]): Promise<string | null> {
  const refusals = await Promise.all(
    handlers.map(async (handler) => {
      try {
        return toRefusal(await handler());
      } catch (error) {
        return toRefusal(error) ?? '';
      }
    }),
  );
  return refusals.find((refusal) => refusal !== null) ?? null;
}
