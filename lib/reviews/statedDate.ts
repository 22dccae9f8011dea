/** When a shop says a review was written: shown, and nothing else. Pure. */
import { AppError } from '@/lib/platform/errors';

/** Clocks of shops differ a little. */
const clockSkewMs = 5 * 60_000;
/** A shop hands a review on within a day; what is older is an import and comes with its source. */
export const statedWithinHours = 24;

const messages = {
  in_future: 'A review cannot be submitted in the future.',
  before_order: 'A review cannot be submitted before its order.',
  too_old: `A review is handed over within ${statedWithinHours} hours of being written; an older one is an import.`,
};

function refuse(code: keyof typeof messages): never {
  const message = messages[code];
  throw new AppError('invalid_input', { detail: message, fields: [{ path: 'submittedAt', code, message }] });
}

/**
 * @param at receipt by us.
 * @param orderDate the order's, where we know of one; a date without a time begins its day.
 * @returns the date to show; null when it is receipt itself.
 * @throws AppError `invalid_input` on `submittedAt` with `in_future`, `before_order` or `too_old`.
 */
export function checkStatedDate(
  statedAt: Date | undefined,
  { at, orderDate }: { at: Date; orderDate: Date | null },
): Date | null {
  if (!statedAt) return null;
  const ageMs = at.getTime() - statedAt.getTime();
  if (ageMs < -clockSkewMs) refuse('in_future');
  if (orderDate && statedAt < orderDate && orderDate <= at) refuse('before_order');
  if (ageMs > statedWithinHours * 3_600_000) refuse('too_old');
  return ageMs <= 0 ? null : statedAt;
}
