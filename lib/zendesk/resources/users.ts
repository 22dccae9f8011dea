/** Users: who we are in the account, and who wrote a comment. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema, idSchema } from '@/lib/zendesk/resources/identifiers';

export const userSchema = z.looseObject({
  id: idSchema.nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string().nullish(),
  active: flagSchema.nullish(),
  suspended: flagSchema.nullish(),
});
export type ZendeskUser = z.output<typeof userSchema>;

const userAnswer = z.looseObject({ user: userSchema });
const usersAnswer = z.looseObject({ users: z.array(userSchema) });

/** Whoever the credentials belong to. A 200 proves nothing: callers without credentials get an anonymous user (see `isAnonymous`). */
export async function getCurrentUser(
  client: ZendeskClient,
  options: { signal?: AbortSignal } = {},
): Promise<ZendeskUser> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('users', 'me'),
    schema: userAnswer,
    signal: options.signal,
  });
  return answer.user;
}

export function isAnonymous(user: ZendeskUser): boolean {
  return user.id == null || user.id <= 0 || (user.name === 'Anonymous user' && !user.email);
}

/** Agents and administrators write on behalf of the shop; end users are its customers. */
export function isStaff(user: ZendeskUser | undefined): boolean {
  return user?.role === 'agent' || user?.role === 'admin';
}

const agentsAnswer = z.looseObject({ users: z.array(userSchema), next_page: z.string().nullish() });

/** The account's agents, administrators apart: a page of a hundred; `isAll` when there are no more. */
export async function listAgents(client: ZendeskClient): Promise<{ agents: ZendeskUser[]; isAll: boolean }> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('users'),
    query: { role: 'agent', per_page: '100' },
    schema: agentsAnswer,
  });
  return { agents: answer.users, isAll: answer.next_page == null && answer.users.length < 100 };
}

/** @param userIds at most 100. Users that are gone are missing in the answer. */
export async function listUsers(
  client: ZendeskClient,
  userIds: number[],
  options: { signal?: AbortSignal } = {},
): Promise<ZendeskUser[]> {
  if (userIds.length === 0) return [];
  const answer = await client.request({
    method: 'GET',
    path: apiPath('users', 'show_many'),
    query: { ids: userIds.join(',') },
    schema: usersAnswer,
    signal: options.signal,
  });
  return answer.users;
}
