/** The reasons of a report in words. Apart from the rules, which the browser loads: the words of one language are enough there. */
import { reportReasonCodes, reportReasons } from '@/lib/moderation/reasons';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { translator } from '@/lib/platform/i18n/translator';

const labels = (locale: string) => translator(authorLocale(locale), 'reasons');

/** @param code one that is not known stands for itself. @param locale a language we do not speak reads English. */
export function reasonLabel(code: string, locale: string): string {
  const t = labels(locale);
  return t.has(code) ? t(code) : code;
}

/** The reasons as a list for people or machines. @param locale a language we do not speak reads English. */
export function listReportReasons(locale: string) {
  const t = labels(locale);
  return reportReasonCodes.map((code) => {
    const { appliesTo, proof } = reportReasons[code];
    return { code, label: t(code), appliesTo: [...appliesTo], proof };
  });
}
