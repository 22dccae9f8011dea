import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDelays, layOutDelays } from '@/lib/compliance/chart';
import { toCsv } from '@/lib/compliance/csv';
import { toPdf } from '@/lib/compliance/pdf';
import { defaultPeriod, periodSchema } from '@/lib/compliance/period';
import { dayIn } from '@/lib/reviews/calendar';
import type { ComplianceFile, DelayRow } from '@/lib/compliance/queries';
import { fileWords } from '@/lib/compliance/words';
import { locales } from '@/lib/platform/i18n/locales';

const delay = (rating: number, medianHours: number | null, p90Hours = medianHours): DelayRow => ({
  rating,
  submitted: 3,
  published: medianHours === null ? 0 : 3,
  medianHours,
  p90Hours,
  withinSevenDays: 3,
  waiting: 0,
});

const file: ComplianceFile = {
  website: { id: '0198', name: 'Maison Lune', domain: 'avis-verifies.com', timeZone: 'Europe/Paris' },
  period: { from: '2026-01-01', to: '2026-03-31' },
  madeAt: new Date('2026-04-01T08:00:00Z'),
  delays: [delay(1, 20, 60), delay(2, 22), delay(3, 18), delay(4, null), delay(5, 21)],
  origins: [{ origin: 'shop_link', received: 7, verified: 5, unverified: 2 }],
  removals: [{ rating: 1, withdrawn: 3, erased: 2, anonymised: 1 }],
  outcomes: [{ reason: 'off_topic', open: 0, accepted: 1, rejected: 2, closed: 0 }],
  decisions: [
    {
      kind: 'report',
      reviewId: '0199',
      orderRef: '=HYPERLINK("x")',
      type: 'brand',
      rating: 1,
      reason: 'off_topic',
      madeAt: new Date('2026-02-01T10:00:00Z'),
      decidedAt: new Date('2026-02-02T10:00:00Z'),
      hours: 24,
      outcome: 'accepted',
      statement: 'Le texte, « sans rapport »,\nporte sur une autre enseigne ; Łódź.',
      evidence: 2,
    },
  ],
  decidedInTime: { count: 1, of: 1 },
};

describe('the period', () => {
  it('is of whole days of the website, in order, five years at most', () => {
    const isValid = (from: string, to: string) => periodSchema.safeParse({ from, to }).success;
    expect(isValid('2026-01-01', '2026-01-01')).toBe(true);
    expect(isValid('2026-01-02', '2026-01-01')).toBe(false);
    expect(isValid('2020-01-01', '2026-01-01')).toBe(false);
    expect(isValid('2026-02-30', '2026-03-01')).toBe(false);
    expect(dayIn(new Date('2026-03-31T22:30:00Z'), 'Europe/Paris')).toBe('2026-04-01');
    expect(defaultPeriod(new Date('2026-04-01T08:00:00Z'), 'Europe/Paris')).toEqual({
      from: '2025-04-01',
      to: '2026-04-01',
    });
  });
});

describe('the chart', () => {
  it('keeps every bar and the seven-day term inside, whatever the delays', () => {
    const hours = fc.option(fc.double({ min: 0, max: 50_000, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hours, fc.double({ min: 1, max: 3, noNaN: true })), { maxLength: 5 }),
        (list) => {
          const rows = list.map(([median, more], index) =>
            delay(index + 1, median, median === null ? null : median * more),
          );
          const { bars, ticks, term } = layOutDelays(rows);
          for (const { median, p90 } of bars) {
            expect(median ?? 0).toBeLessThanOrEqual(p90 ?? 0);
            expect(p90 ?? 0).toBeLessThanOrEqual(1);
          }
          expect(term).toBeGreaterThan(0);
          expect(term).toBeLessThan(1);
          expect(ticks.length).toBeGreaterThan(1);
          expect(ticks.length).toBeLessThan(80);
        },
      ),
    );
  });

  it('says whether low ratings waited longer, and nothing while there is nothing to compare', () => {
    expect(compareDelays(file.delays)).toBe('not_longer');
    expect(compareDelays([delay(1, 100), delay(5, 20)])).toBe('longer');
    expect(compareDelays([delay(1, null), delay(5, 20)])).toBeNull();
  });
});

describe.each(locales)('the files in %s', (locale) => {
  const words = fileWords(locale, 'Europe/Paris');

  it('hold every row, and no cell a spreadsheet would run', () => {
    const csv = toCsv(file, 'decisions', words);
    expect(csv).toContain("'=HYPERLINK");
    expect(csv).toContain('2026-02-02T10:00:00.000Z');
    expect(csv).toContain('Łódź');
    expect(toCsv(file, 'delays', words).trim().split('\r\n')).toHaveLength(6);
    expect(toCsv(file, 'origins', words)).toMatch(/shop_link[;,][^\r]+[;,]7[;,]5[;,]2\r/);
    expect(toCsv(file, 'removals', words)).toMatch(/\r\n1[;,]3[;,]2[;,]1\r/);
    expect(toCsv(file, 'reports', words)).toContain('off_topic');
    const lines = { ...file, decisions: file.decisions.map((row) => ({ ...row, statement: '=1+1\nmore' })) };
    expect(toCsv(lines, 'decisions', words)).toContain("'=1+1\nmore");
  });

  it('have hours a spreadsheet of the language reads as numbers', () => {
    const csv = toCsv({ ...file, delays: [delay(1, 2.25)] }, 'delays', words);
    expect(csv).toContain(locale === 'en' ? ',2.25,' : ';2,25;');
  });

  it('the PDF is complete, also with a hundred decisions', async () => {
    const pdf = await toPdf({ ...file, decisions: Array(100).fill(file.decisions[0]) as never }, words);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.')).toBe(true);
    expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(10);
  });
});
