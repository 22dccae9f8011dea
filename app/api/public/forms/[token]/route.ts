/** Called by the review form `/r/[token]` of an author's browser, with or without script. */
import { z } from 'zod';
import { route } from '@/lib/platform/http/route';
import { postForm } from '@/lib/reviewForm/formPost';

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200) }),
  handler: ({ request, params }) => postForm(request, params.token),
});
