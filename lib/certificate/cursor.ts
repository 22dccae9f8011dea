/** Opaque positions in a public list: where a page ended, whatever the list is sorted by. */
import { z } from 'zod';
import { isStatableYear } from '@/lib/reviews/calendar';

export type Position = { rating: number; at: Date; id: string };

export function encodeCursor({ rating, at, id }: Position): string {
  return Buffer.from(`${rating} ${at.toISOString()} ${id}`).toString('base64url');
}

/** The position, or null for anything we did not make: on a public page an old or edited link starts at the top. */
export function decodeCursor(cursor: string | undefined): Position | null {
  if (!cursor) return null;
  const [rating = '', time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const isKnown =
    /^[1-5]$/.test(rating) &&
    z.iso.datetime().safeParse(time).success &&
    isStatableYear(Number(time.slice(0, 4))) &&
    z.uuid().safeParse(id).success;
  return isKnown ? { rating: Number(rating), at: new Date(time), id } : null;
}
