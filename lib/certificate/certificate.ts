/** The website whose certificate or widget is shown. */
import { z } from 'zod';
import { db } from '@/lib/platform/db/client';

export type CertificateWebsite = { id: string; name: string; url: string; locale: string; timeZone: string };

/** The website, or null for an unknown idWebsite; an id of another shape is as unknown as any other. */
export async function findCertificateWebsite(idWebsite: string): Promise<CertificateWebsite | null> {
  if (!z.uuid().safeParse(idWebsite).success) return null;
  const select = { id: true, name: true, url: true, locale: true, timeZone: true } as const;
  return db.website.findUnique({ where: { id: idWebsite }, select });
}
