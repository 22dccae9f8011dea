/** Called by the review form when it offers the chat and when that opens: figures for the merchant, nothing else. */
import { z } from 'zod';
import { chatEvents, markChat } from '@/lib/reviewForm/form';
import { now } from '@/lib/platform/clock';
import { readForm } from '@/lib/platform/http/form';
import { parseInput } from '@/lib/platform/http/problem';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { reply, route } from '@/lib/platform/http/route';

const perLink = { points: 20, seconds: 60 };
const bodySchema = z.strictObject({ event: z.enum(chatEvents) });

export const POST = route({
  auth: 'none',
  params: z.object({ token: z.string().max(200) }),
  handler: async ({ request, params: { token } }) => {
    await takePoint('form_chat', token, perLink);
    const { event } = parseInput(bodySchema, Object.fromEntries(await readForm(request, 1_000)));
    await markChat(token, event, now());
    return reply(204, null);
  },
});
