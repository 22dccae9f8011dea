/** Opaque positions in a list ordered by time and id. */
import { z } from 'zod';

export type Position = { at: Date; id: string };

export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** The position, or null for anything we did not make: on a public page an old or edited link starts at the top. */
export function decodeCursor(cursor: string | undefined): Position | null {
  if (!cursor) return null;
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const isKnown = z.iso.datetime().safeParse(time).success && z.uuid().safeParse(id).success;
  return isKnown ? { at: new Date(time), id } : null;
}
