/** Evidence of a report, for the moderation team and the members of the website; always saved, never shown in the page. */
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { findAttachment } from '@/lib/reviews/attachments';
import { reviewIdParams } from '@/lib/reviews/schema';

/** Names come from people: quotes and line breaks of theirs never reach the header. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\w. -]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, '_')}`;
}

export const GET = route({
  auth: 'session',
  params: reviewIdParams,
  handler: async ({ session, params }) => {
    const websiteIds = session.websites.map(({ id }) => id);
    const file = await findAttachment(params.id, { isModerator: session.isModerator, websiteIds });
    if (!file) throw new AppError('not_found', { detail: 'There is no such attachment.' });
    return new Response(file.content, {
      headers: {
        'content-type': file.mediaType,
        'content-disposition': disposition(file.fileName),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      },
    });
  },
});
