/**
 * The panel beside a ticket. Zendesk opens it in a frame: by a signed form post (proxy.ts hands its token on as a header), or by a
 * plain GET, after which the panel asks for its session through Zendesk's proxy.
 */
import { headers } from 'next/headers';
import { sdkId } from '@/components/sidebar/zaf';
import { Sidebar } from '@/components/sidebar/Sidebar';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { openSigned } from '@/lib/sidebar/installations';
import { openingTokenHeader } from '@/lib/sidebar/openingPost';
import { openingLocale } from '@/lib/sidebar/openingLocale';
import { toWords } from '@/lib/sidebar/words';

/** An opening that came too late is no forgery: the panel asks anew by its secret key. */
async function letIn(token: string | null) {
  if (token === null) return { session: null, opening: null, refusal: null };
  try {
    const opened = await openSigned(token);
    return { session: opened?.session ?? null, opening: opened ? null : token, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log().info({ code: error.code, cause: error.cause }, error.message);
    const refusal = error.code === 'session_ended' ? null : ('refused' as const);
    return { session: null, opening: null, refusal };
  }
}

export default async function SidebarPage() {
  const asked = await headers();
  const { session, opening, refusal } = await letIn(asked.get(openingTokenHeader));
  return (
    <>
      <script id={sdkId} async src={env.zafSdkUrl} nonce={asked.get('x-nonce') ?? undefined} />
      <Sidebar words={toWords(await openingLocale())} session={session} opening={opening} refusal={refusal} />
    </>
  );
}
