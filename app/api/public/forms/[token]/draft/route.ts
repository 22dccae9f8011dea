/** Called by the review form while somebody types: what is there now is kept with the link, and comes back on any device. */
import { z } from 'zod';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { reply, route } from '@/lib/platform/http/route';
import { saveDraft } from '@/lib/reviewForm/drafts';
import { formBodyMax, readFormData } from '@/lib/reviewForm/formDraft';

/** A pause in typing each second or so; a script that writes faster learns to wait. */
const perLink = { points: 90, seconds: 60 };

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200) }),
  handler: async ({ request, params: { token } }) => {
    await takePoint('form_draft', token, perLink);
    await saveDraft(token, readFormData(await readForm(request, formBodyMax)));
    return reply(204, null);
  },
});
