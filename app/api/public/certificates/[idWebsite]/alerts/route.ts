/** Called by the report form of a certificate, from any reader's browser, with or without script. */
import { z } from 'zod';
import { route } from '@/lib/platform/http/route';
import { postAlert } from '@/lib/certificate/alertPost';

export const POST = route({
  auth: 'none',
  params: z.object({ idWebsite: z.uuid() }),
  handler: ({ request, params }) => postAlert(request, params.idWebsite),
});
