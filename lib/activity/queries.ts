/** What went to Zendesk and what came from it, one list: deliveries and webhooks of one website's connection. */
import { readName, type NameFields } from '@/lib/platform/text/personName';
import { isStatableYear } from '@/lib/reviews/calendar';
import { db } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { accountUrl } from '@/lib/zendesk/account';
import { maskPayload, maskText, type Json } from '@/lib/activity/mask';
import type { ActivitySearch, Direction } from '@/lib/activity/search';
import { sourcesOf } from '@/lib/activity/sources';
import { readFix, type Fix } from '@/lib/zendesk/fixes';

export const pageSize = 50;

export type ActivityEntry = {
  /** `d:` and a delivery's id, or `w:` and a webhook's. */
  key: string;
  direction: Direction;
  kind: 'create_ticket' | 'update_ticket' | 'replace_ticket' | 'webhook';
  state: 'waiting' | 'sending' | 'done' | 'needs_merchant' | 'poisoned';
  at: Date;
  doneAt: Date | null;
  attempts: number;
  notBefore: Date;
  /** As text: ticket numbers may exceed what JSON numbers hold. */
  ticketId: string | null;
  reviewId: string | null;
  orderRef: string | null;
  requestId: string | null;
  status: number | null;
  errorCode: string | null;
  /** Zendesk's own words, or what became of a webhook. */
  words: string | null;
  /** What the merchant can do about a refusal; null where they need do nothing. */
  fix: Fix | null;
  /** Null once it is thirty days old. */
  payload: Json;
};

type Row = Omit<ActivityEntry, 'payload' | 'fix'> & {
  fixCode: string | null;
  fixSubject: string | null;
  payload: Json;
  body: string | null;
  firstName: string | null;
  lastName: string | null;
};

/** A cursor is the time and key of the last entry seen; one nobody handed out shows the first page. */
const readCursor = (cursor: string | null) => {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([dw]:[\w-]{1,40})$/.exec(cursor ?? '');
  const at = new Date(match?.[1] ?? '');
  return match && isStatableYear(at.getUTCFullYear()) ? { at, key: match[2] ?? '' } : null;
};
const toCursor = ({ at, key }: Pick<Row, 'at' | 'key'>) => `${at.toISOString()}_${key}`;

function parseBody(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

/** The fields as they came, and the names read out of them: a full name in one field hides in each of its parts. */
function namesIn(author: NameFields): string[] {
  const { given, familyNames } = readName(author);
  return [author.firstName, author.lastName, ...familyNames, given].filter((name) => /\p{L}/u.test(name));
}

function toEntry({
  body,
  firstName,
  lastName,
  payload,
  words,
  fixCode,
  fixSubject,
  ...row
}: Row): ActivityEntry {
  const names = namesIn({ firstName: firstName ?? '', lastName: lastName ?? '' });
  return {
    ...row,
    words: words === null ? null : maskText(words, names),
    fix: row.state === 'done' ? null : readFix(fixCode, fixSubject),
    payload: maskPayload(body === null ? payload : parseBody(body), names),
  };
}

/** Newest first. @param limit one page of the screen, or more for a file. */
export async function listActivity(
  connectionId: string,
  search: ActivitySearch,
  limit = pageSize,
): Promise<{ entries: ActivityEntry[]; nextCursor: string | null }> {
  const cursor = readCursor(search.cursor);
  const page = (at: Prisma.Sql, key: Prisma.Sql) => Prisma.sql`
    ${cursor ? Prisma.sql`AND (${at}, ${key}) < (${cursor.at}, ${cursor.key})` : Prisma.empty}
    ORDER BY ${at} DESC, ${key} DESC LIMIT ${limit + 1}`;
  const sources = Prisma.join(sourcesOf(connectionId, search, page), ' UNION ALL ');
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (${sources}) AS entries ORDER BY at DESC, key DESC LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { entries: shown.map(toEntry), nextCursor: rows.length > limit && last ? toCursor(last) : null };
}

export type ActivityConnection = { id: string; accountUrl: string };

/** The connection whose activity a website's people see; null before the first one was made. */
export async function findActivityConnection(websiteId: string): Promise<ActivityConnection | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { websiteId },
    select: { id: true, subdomain: true },
  });
  return row && { id: row.id, accountUrl: accountUrl(env.zendeskUrl, row.subdomain) };
}

/** A word that changes when the list or its figures would. */
export async function findActivityVersion(connectionId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ version: string }[]>`
    SELECT concat_ws('-',
      (SELECT concat_ws('.', count(*), sum(attempts), count(*) FILTER (WHERE state = 'needs_merchant'),
         extract(epoch FROM min(not_before)))
         FROM delivery WHERE connection_id = ${connectionId}::uuid AND state <> 'done'),
      (SELECT concat_ws('.', count(*), extract(epoch FROM max(done_at))) FROM delivery
         WHERE connection_id = ${connectionId}::uuid AND created_at > now() - interval '1 day'),
      (SELECT concat_ws('.', max(id), count(*) FILTER (WHERE handled_at IS NULL), sum(attempts)) FROM webhook_event
         WHERE connection_id = ${connectionId}::uuid AND received_at > now() - interval '1 day')) AS version`;
  return row?.version ?? '';
}
