/** Called by the native forms of `/r/[token]` in an author's browser; the signed link in the address is the authority. */
import { z } from 'zod';
import { route } from '@/lib/platform/http/route';
import { authorActs, postAuthorAct } from '@/lib/authorDesk/authorActs';

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200), act: z.enum(authorActs) }),
  handler: ({ request, params }) => postAuthorAct(request, decodeURIComponent(params.token), params.act),
});
