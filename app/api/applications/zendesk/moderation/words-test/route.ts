/** The moderation card asks here what a list of words, imported or on screen, would have held. Saves nothing. */
import { callerOf } from '@/lib/platform/audit';
import { testWords } from '@/lib/connection/websiteSettings';
import { route } from '@/lib/platform/http/route';
import { wordsTestSchema } from '@/lib/websites/schema';

export const POST = route({
  auth: 'session',
  permission: 'settings:manage',
  limit: { name: 'words-test', points: 30, seconds: 60 },
  body: wordsTestSchema,
  maxBytes: 4_194_304,
  handler: ({ session, requestId, body }) => testWords(callerOf(session, requestId).websiteId, body.words),
});
