/**
 * The certificate of a website with a million reviews beside one with a thousand and beside the smallest page the application
 * can give; what it asks of a slow phone; and the size of the widget.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { encodeCursor } from '@/lib/certificate/cursor';
import { bundleWidget } from '@/lib/widget/bundle';
import { measureFirstByte } from './firstByte';
import { median, ratioOf } from './measure';
import { openPublicStage, type PublicStage } from './publicStage';
import type { Result } from './results';
import { measureVitals, openBrowser, type Vitals } from './vitals';

const counts = { small: 1_000, large: 1_000_000 };
const dayMs = 86_400_000;
const limits = {
  firstByte: 1.3,
  growth: 1.2,
  lcpMs: 1200,
  scriptBytes: 3 * 1024,
  widgetBytes: 8 * 1024,
};

/** A page nobody has asked for yet: from a random place of the list, so that it must be read and drawn. */
function anyPlace({ origin }: PublicStage, id: string): string {
  const at = new Date(Date.now() - randomInt(1, 1700) * dayMs - randomInt(dayMs));
  return `${origin}/certificate/${id}?cursor=${encodeCursor({ rating: 5, at, id: randomUUID() })}`;
}

async function benchFirstByte(stage: PublicStage): Promise<Result> {
  const { origin, small, large } = stage;
  const measured = await measureFirstByte(
    [
      { name: 'empty page', address: () => `${origin}/dev/empty` },
      { name: 'certificate, 1,000 reviews', address: () => `${origin}/certificate/${small}` },
      { name: 'certificate, 1,000,000 reviews', address: () => `${origin}/certificate/${large}` },
      { name: 'drawn anew from any place, 1,000 reviews', address: () => anyPlace(stage, small) },
      { name: 'drawn anew from any place, 1,000,000 reviews', address: () => anyPlace(stage, large) },
    ],
    { rounds: 7, calls: 30 },
  );
  const [empty, few, many, fewDrawn, manyDrawn] = measured;
  if (!empty || !few || !many || !fewDrawn || !manyDrawn) throw new Error('Every page is measured');
  const toEmpty = ratioOf(many, empty);
  const growth = ratioOf(manyDrawn, fewDrawn);
  return {
    name: 'certificate: time to first byte, one connection',
    rows: measured.map(({ name, p50Ms, p99Ms }) => ({ name, p50Ms, p99Ms })),
    ratios: {
      'certificate of 1,000,000 against an empty page': toEmpty,
      '1,000,000 against 1,000 reviews': ratioOf(many, few),
      'drawn anew: 1,000,000 against 1,000 reviews': growth,
      'drawn anew, 1,000,000, against an empty page': ratioOf(manyDrawn, empty),
    },
    gates: [
      {
        name: `certificate of 1,000,000 at most ${limits.firstByte} times an empty page`,
        isMet: toEmpty <= limits.firstByte,
      },
      // Of the pages that are drawn: those that are kept do not touch a review.
      {
        name: `from 1,000 to 1,000,000 reviews less than ${limits.growth} times`,
        isMet: growth < limits.growth,
      },
    ],
  };
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

async function benchPhone({ origin, large }: PublicStage): Promise<Result> {
  const browser = await openBrowser();
  const seen: Record<'empty' | 'certificate', Vitals[]> = { empty: [], certificate: [] };
  for (let round = 0; round < 5; round++) {
    seen.empty.push(await measureVitals(browser, `${origin}/dev/empty`));
    seen.certificate.push(await measureVitals(browser, `${origin}/certificate/${large}`));
  }
  await browser.close();
  const of = (page: Vitals[], what: keyof Vitals) => median(page.map((vitals) => vitals[what]));
  const lcpMs = of(seen.certificate, 'lcpMs');
  const cls = Math.max(...seen.certificate.map((vitals) => vitals.cls));
  const over = of(seen.certificate, 'scriptBytes') - of(seen.empty, 'scriptBytes');
  const script = await bundleWidget();
  const zipped = gzipSync(script).byteLength;
  return {
    name: 'certificate on a slow phone, and the widget',
    rows: [
      {
        name: 'largest paint',
        p50Ms: lcpMs,
        p99Ms: Math.max(...seen.certificate.map((vitals) => vitals.lcpMs)),
      },
    ],
    ratios: {},
    gates: [
      {
        name: `largest paint ${lcpMs.toFixed(0)} ms, under ${limits.lcpMs} ms`,
        isMet: lcpMs > 0 && lcpMs < limits.lcpMs,
      },
      { name: `layout shift ${cls.toFixed(3)}, none`, isMet: cls === 0 },
      {
        name: `script ${kilobytes(over)} over an empty page, at most ${kilobytes(limits.scriptBytes)}`,
        isMet: over <= limits.scriptBytes,
      },
      {
        name: `widget ${kilobytes(script.length)}, ${kilobytes(zipped)} compressed, under ${kilobytes(limits.widgetBytes)}`,
        isMet: script.length < limits.widgetBytes,
      },
    ],
  };
}

export async function benchCertificate(): Promise<Result[]> {
  const stage = await openPublicStage(counts);
  try {
    return [await benchFirstByte(stage), await benchPhone(stage)];
  } finally {
    await stage.close();
  }
}
