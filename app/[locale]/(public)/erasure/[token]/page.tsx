/** Where the mailed link leads: asks once more, and is the receipt afterwards. */
import type { Metadata } from 'next';
import { ErasureLinkPage } from '@/components/erasure/ErasureLinkPage';
import { findErasureLink } from '@/lib/erasure/requests';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';

type Props = { params: Promise<{ locale: Locale; token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const title = translator(locale, 'erasure')('ask.title');
  return { title, robots: { index: false, follow: false }, referrer: 'no-referrer' };
}

export default async function Page({ params }: Props) {
  const { locale, token: raw } = await params;
  const token = decodeURIComponent(raw);
  return <ErasureLinkPage locale={locale} token={token} link={await findErasureLink(token, now())} />;
}
