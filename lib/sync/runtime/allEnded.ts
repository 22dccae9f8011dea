/**
 * As `Promise.all`, but nothing goes on behind its back: it rejects with the first fault only once all have ended. An engine whose lease is
 * given back while a part of it still works would be two engines.
 */
export async function allEnded<T extends readonly Promise<unknown>[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
