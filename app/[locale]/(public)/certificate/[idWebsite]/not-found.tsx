import { getLocale } from 'next-intl/server';
import { MissingCertificate } from '@/components/certificate/MissingCertificate';
import type { Locale } from '@/lib/platform/i18n/locales';

export default async function CertificateNotFound() {
  return <MissingCertificate locale={(await getLocale()) as Locale} />;
}
