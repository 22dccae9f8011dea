import { env } from '@/lib/platform/env';

const dayMs = 86_400_000;

/** The product's time: the machine's, moved by CLOCK_OFFSET_DAYS so that a test or a demo can see day 8. */
export function now(): Date {
  return new Date(Date.now() + env.clockOffsetDays * dayMs);
}
