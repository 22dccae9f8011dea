/** The review desk page: what is in the account beside what would be; makes it and brings it up to date; takes it away. */
import { callerOf } from '@/lib/platform/audit';
import { route } from '@/lib/platform/http/route';
import { deskInput } from '@/lib/reviewDesk/schema';
import { clearDesk, makeDesk, previewDesk } from '@/lib/reviewDesk/service';

const permission = 'connection:manage';

export const GET = route({
  auth: 'session',
  permission,
  limit: { name: 'zendesk-desk-read', points: 30, seconds: 60 },
  handler: ({ session, requestId }) => previewDesk(callerOf(session, requestId).websiteId),
});

/** Doing it again changes nothing. */
export const PUT = route({
  auth: 'session',
  permission,
  limit: { name: 'zendesk-desk-write', points: 10, seconds: 60 },
  body: deskInput,
  handler: ({ session, requestId, body }) => makeDesk(callerOf(session, requestId), body),
});

export const DELETE = route({
  auth: 'session',
  permission,
  limit: { name: 'zendesk-desk-write', points: 10, seconds: 60 },
  body: deskInput,
  handler: ({ session, requestId, body }) => clearDesk(callerOf(session, requestId), body),
});
