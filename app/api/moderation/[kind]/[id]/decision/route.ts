/** The moderation team's page: accepts or rejects one report or appeal, with the statement both sides will read. */
import { decideCase } from '@/lib/moderationDesk/decisions';
import { caseParams, decisionSchema } from '@/lib/moderationDesk/schema';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'report:decide',
  params: caseParams,
  body: decisionSchema,
  handler: ({ session, params, body }) =>
    transaction((tx) =>
      decideCase(tx, {
        ...params,
        ...body,
        moderator: { id: session.userId, name: session.name },
        at: now(),
      }),
    ),
});
