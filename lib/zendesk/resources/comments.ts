/** The conversation of a ticket, with the people in it. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';
import { readPages, rowsOf } from '@/lib/zendesk/resources/pages';
import { viaSchema } from '@/lib/zendesk/resources/via';
import { listUsers, userSchema, type ZendeskUser } from '@/lib/zendesk/resources/users';

/** What nobody relies on to know whose words these are may be of any kind. */
export const commentSchema = z.looseObject({
  id: idSchema,
  /** `Comment` is what somebody wrote; a telephone call is a `VoiceComment`. */
  type: z.string().nullish().catch(null),
  author_id: idSchema.nullish(),
  body: z.string().nullish(),
  html_body: z.string().nullish(),
  plain_body: z.string().nullish(),
  /** A comment that does not say that it is public is kept inside. */
  public: flagSchema.nullish(),
  created_at: z.string().nullish().catch(null),
  via: viaSchema,
  attachments: rowsOf(z.looseObject({ id: idSchema.nullish(), inline: z.boolean().nullish() }))
    .nullish()
    .catch(null),
});
export type Comment = z.output<typeof commentSchema>;
export type Conversation = {
  comments: Comment[];
  users: Map<number, ZendeskUser>;
  /** Rows that could not be read. A comment that is missing may be one of them. */
  unreadable: number;
};

const page = z.looseObject({
  comments: z.array(z.unknown()),
  users: rowsOf(userSchema).nullish().catch(null),
});

/**
 * All comments, oldest first, with the people who wrote them; one may be missing (deleted for good).
 * @throws ZendeskError `not_found` for a deleted ticket.
 */
export async function listComments(
  client: ZendeskClient,
  ticketId: number,
  options: { signal?: AbortSignal } = {},
): Promise<Conversation> {
  const comments = new Map<number, Comment>();
  const users = new Map<number, ZendeskUser>();
  let unreadable = 0;
  const request = {
    path: apiPath('tickets', ticketId, 'comments'),
    query: { 'page[size]': 100, sort: 'created_at', include: 'users' },
    schema: page,
    signal: options.signal,
  };
  for await (const { comments: rows, users: people } of readPages(client, request)) {
    for (const row of rows) {
      const { data } = commentSchema.safeParse(row);
      if (data) comments.set(data.id, data);
      else unreadable += 1;
    }
    for (const user of people ?? []) if (user.id != null) users.set(user.id, user);
  }
  const missing = [...comments.values()]
    .map((comment) => comment.author_id ?? 0)
    .filter((id) => id > 0 && !users.has(id));
  for (const user of await findAuthors(client, [...new Set(missing)], options))
    if (user.id != null) users.set(user.id, user);
  return { comments: [...comments.values()].sort(byTime), users, unreadable };
}

/** Whom the answer names but does not describe: without a role an agent's reply could not be told from a customer's. */
async function findAuthors(
  client: ZendeskClient,
  userIds: number[],
  options: { signal?: AbortSignal },
): Promise<ZendeskUser[]> {
  try {
    return await listUsers(client, userIds.slice(0, 100), options);
  } catch (error) {
    if (isZendeskError(error) && ['not_found', 'forbidden'].includes(error.kind)) return [];
    throw error;
  }
}

/** Time first, then id: two comments of one second keep the order they were written in. */
function byTime(one: Comment, other: Comment): number {
  return (one.created_at ?? '').localeCompare(other.created_at ?? '') || one.id - other.id;
}
