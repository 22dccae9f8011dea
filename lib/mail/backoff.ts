/** When a failed mail is tried again. Pure: the random figure comes from the caller. */

/** After so many tries a mail stays visible as failed; with the delays below that is about two and a half days. */
export const maxAttempts = 20;

const firstDelayMs = 5_000;
const maxDelayMs = 6 * 3_600_000;

/**
 * Milliseconds until the next try: doubled each time up to six hours, and spread over its second half so that mails that
 * failed together do not come back together.
 * @param attempts tries made so far, from 1.
 * @param random from 0 to 1.
 */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}
