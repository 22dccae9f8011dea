/** Tells the owners of a connection what changed: once when it worsens, with the fix, and once when all is good again. */
import { queueMail } from '@/lib/platform/outbox';
import type { Tx } from '@/lib/platform/db/client';
import type { News } from '@/lib/health/verdict';

type About = { connectionId: string; websiteId: string; sequence: number };

/** Merchants of the website, who alone may mend its connection; each in their own language. */
async function listOwners(tx: Tx, websiteId: string): Promise<{ email: string; locale: string }[]> {
  const { merchantId } = await tx.website.findUniqueOrThrow({ where: { id: websiteId } });
  return tx.user.findMany({
    where: { disabledAt: null, memberships: { some: { merchantId, role: 'merchant' } } },
    select: { email: true, locale: true },
    orderBy: { id: 'asc' },
  });
}

export async function queueNews(tx: Tx, about: About, { worse, isRecovered }: News): Promise<void> {
  const kind = worse.length > 0 ? 'connection_worse' : isRecovered ? 'connection_recovered' : null;
  if (!kind) return;
  const { connectionId, websiteId, sequence } = about;
  for (const { email: to, locale } of await listOwners(tx, websiteId)) {
    await queueMail(tx, {
      kind,
      to,
      locale,
      websiteId,
      data: { checks: worse.join(' ') },
      dedupeKey: `${kind}:${connectionId}:${sequence}:${to}`,
    });
  }
}
