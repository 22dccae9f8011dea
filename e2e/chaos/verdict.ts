/** Counts both sides after the storm. Everything here is read from the database, the practice Zendesk and the mail folder. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { control } from '../zendesk/control';
import { account } from './load';

export type Finding = { what: string; expected: number; found: number };

async function rows<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const count = async (url: string, sql: string) => Number((await rows<{ n: string }>(url, sql))[0]?.n ?? -1);

/** True once nothing waits any more: no event, delivery, webhook or mail. */
export async function isSettled(url: string, expected: { replies: number }): Promise<boolean> {
  const waiting = await count(
    url,
    `SELECT (SELECT count(*) FROM review_event WHERE handled_at IS NULL) + (SELECT count(*) FROM delivery WHERE state <> 'done')
          + (SELECT count(*) FROM webhook_event WHERE handled_at IS NULL) + (SELECT count(*) FROM mail WHERE state IN ('waiting', 'sending')) AS n`,
  );
  const replies = await count(url, `SELECT count(*) AS n FROM exchange WHERE source = 'zendesk'`);
  return waiting === 0 && replies >= expected.replies;
}

export async function judge(input: {
  databaseUrl: string;
  practiceUrl: string;
  folder: string;
  reviews: number;
  replies: number;
}): Promise<Finding[]> {
  const { databaseUrl, practiceUrl, folder, reviews, replies } = input;
  const zendesk = control(practiceUrl);
  const tickets = (await zendesk.tickets(account)).filter((ticket) =>
    ticket.externalId?.startsWith('verified-reviews:'),
  );
  const ticketIds = new Set(tickets.map((ticket) => ticket.id));
  const ours = (await zendesk.mails(account)).filter((mail) => ticketIds.has(mail.ticketId));
  const files = await readdir(join(folder, 'mail')).catch(() => []);
  const repliedMails = await rows<{ id: string }>(
    databaseUrl,
    `SELECT id::text FROM mail WHERE kind = 'author_replied' AND state = 'sent'`,
  );
  return [
    {
      what: 'reviews stored',
      expected: reviews,
      found: await count(databaseUrl, 'SELECT count(*) AS n FROM review'),
    },
    { what: 'tickets in Zendesk', expected: reviews, found: tickets.length },
    {
      what: 'reviews with a ticket',
      expected: reviews,
      found: new Set(tickets.map((ticket) => ticket.externalId)).size,
    },
    {
      what: 'tickets linked to their review',
      expected: reviews,
      found: await count(databaseUrl, 'SELECT count(*) AS n FROM ticket_link WHERE ticket_id IS NOT NULL'),
    },
    {
      what: 'tickets with more than one first note',
      expected: 0,
      found: tickets.filter(
        (ticket) => ticket.comments.filter((row) => /^\s*Réf\. \S+\/1\s*$/m.test(row.body)).length !== 1,
      ).length,
    },
    {
      what: 'replies on reviews',
      expected: replies,
      found: await count(databaseUrl, `SELECT count(*) AS n FROM exchange WHERE source = 'zendesk'`),
    },
    {
      what: 'different replies',
      expected: replies,
      found: await count(
        databaseUrl,
        `SELECT count(DISTINCT body) AS n FROM exchange WHERE source = 'zendesk'`,
      ),
    },
    {
      what: 'internal notes that leaked',
      expected: 0,
      found: await count(databaseUrl, `SELECT count(*) AS n FROM exchange WHERE body LIKE 'INTERNE%'`),
    },
    { what: 'mails to authors about replies', expected: replies, found: repliedMails.length },
    {
      what: 'mail files of those',
      expected: replies,
      found: files.filter((file) => repliedMails.some((mail) => file === `${mail.id}.eml`)).length,
    },
    { what: 'mails that Zendesk would have sent', expected: 0, found: ours.length },
  ];
}
