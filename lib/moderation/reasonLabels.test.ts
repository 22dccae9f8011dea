import { describe, expect, it } from 'vitest';
import { listReportReasons, reasonLabel } from '@/lib/moderation/reasonLabels';
import { reportReasonCodes } from '@/lib/moderation/reasons';
import { locales } from '@/lib/platform/i18n/locales';

describe('the reasons in words', () => {
  it.each(locales)('are thirteen different ones in %s', (locale) => {
    const labels = listReportReasons(locale).map(({ label }) => label);
    expect(new Set(labels).size).toBe(reportReasonCodes.length);
    expect(labels.filter((label) => /^(?:reasons\.)?[a-z_]+$/.test(label))).toEqual([]);
  });

  it.each(reportReasonCodes)('%s is said in a way of its own by every language', (code) => {
    expect(new Set(locales.map((locale) => reasonLabel(code, locale))).size).toBe(locales.length);
  });

  it('read English where we do not speak, and stand for themselves when they are not known', () => {
    expect(reasonLabel('untrue', 'nl-NL')).toBe(reasonLabel('untrue', 'en'));
    expect(reasonLabel('made_up_later', 'de')).toBe('made_up_later');
  });
});
