/** The review form on a slow phone, beside the smallest page the application can give. */
import { randomUUID } from 'node:crypto';
import { median } from './measure';
import { keyOf, openPublicStage, type PublicStage } from './publicStage';
import type { Result } from './results';
import { measureVitals, openBrowser, type Vitals } from './vitals';

const limits = { lcpMs: 1200, scriptBytes: 5 * 1024 };
const rounds = 5;

/** A form with a product, as an author's first visit finds it. */
async function placeOrder({ origin, small }: PublicStage): Promise<string> {
  const credentials = Buffer.from(`${small}:${keyOf(small)}`).toString('base64');
  const response = await fetch(`${origin}/api/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      orderRef: randomUUID(),
      orderDate: new Date().toISOString(),
      locale: 'fr',
      customer: { firstName: 'Claire', lastName: 'Delmas', email: 'claire@author.test' },
      products: [
        { ref: 'vase', name: 'Vase Orion' },
        { ref: 'candle', name: 'Bougie Figuier' },
      ],
    }),
  });
  if (!response.ok) throw new Error(`The order was not taken: ${response.status}`);
  // The address names the language, as the link does once it was opened.
  return `${((await response.json()) as { reviewUrl: string }).reviewUrl}?lang=fr`;
}

export async function benchForm(): Promise<Result> {
  const stage = await openPublicStage({ small: 1, large: 1 });
  const browser = await openBrowser();
  try {
    const form: Vitals[] = [];
    const empty: Vitals[] = [];
    for (let round = 0; round < rounds; round++) {
      empty.push(await measureVitals(browser, `${stage.origin}/dev/empty`));
      form.push(await measureVitals(browser, await placeOrder(stage)));
    }
    return toResult(form, empty);
  } finally {
    await browser.close();
    await stage.close();
  }
}

function toResult(form: Vitals[], empty: Vitals[]): Result {
  const of = (page: Vitals[], what: keyof Vitals) => median(page.map((vitals) => vitals[what]));
  const lcpMs = of(form, 'lcpMs');
  const cls = Math.max(...form.map((vitals) => vitals.cls));
  const over = of(form, 'scriptBytes') - of(empty, 'scriptBytes');
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  return {
    name: 'review form on a slow phone',
    rows: [{ name: 'largest paint', p50Ms: lcpMs, p99Ms: Math.max(...form.map((vitals) => vitals.lcpMs)) }],
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
    ],
  };
}
