/** Called by the page of a used form: mails the author the links of their reviews. Answers alike whatever the link led to. */
import { z } from 'zod';
import { route } from '@/lib/platform/http/route';
import { postOwnLink } from '@/lib/authorDesk/ownLink';

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200) }),
  handler: ({ request, params }) => postOwnLink(request, params.token),
});
