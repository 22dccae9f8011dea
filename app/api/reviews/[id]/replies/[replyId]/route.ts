/** A reply that still waits: DELETE takes it back and answers its text, POST sends it without waiting. Called by its writer's page. */
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { sendReplyNow, takeBackReply } from '@/lib/reviews/pendingReplies';
import { pendingReplyParams } from '@/lib/reviews/schema';
import { toPendingReplyKey } from '@/app/api/reviews/portalAct';

const declaration = {
  auth: 'session',
  permission: 'review:reply',
  params: pendingReplyParams,
} as const;

export const DELETE = route({
  ...declaration,
  handler: ({ session, params }) =>
    transaction((tx) => takeBackReply(tx, toPendingReplyKey(session, params))),
});

export const POST = route({
  ...declaration,
  handler: ({ session, params }) =>
    transaction((tx) => sendReplyNow(tx, toPendingReplyKey(session, params), now())),
});
