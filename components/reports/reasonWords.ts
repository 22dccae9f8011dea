import { useTranslations } from 'next-intl';

/** Names a report's reason in the reader's language; one that is not known stands for itself. */
export function useReasonWords(): (code: string) => string {
  const t = useTranslations('reasons');
  return (code) => (t.has(code) ? t(code) : code);
}
