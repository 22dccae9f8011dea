/** docs/faults.md: each fault with the check that finds it, the words shown and the way back, as the product really gave them. */
import { healthWords } from '@/lib/health/spoken';
import { tellResult, type Told } from '@/lib/health/words';
import type { Fault } from '@/lib/health/testing/faults';
import type { HealthResult } from '@/lib/zendesk/health/judgement';

export type FaultRow = { fault: Fault; fr: Told; en: Told; isRepaired: boolean };

/** Figures that differ from run to run stand as examples, so that the document changes only when the product does. */
const examples: Record<string, string | number> = {
  id: '360001234567',
  field: '360001234567',
  host: 'boutique-fr.zendesk.com',
  seconds: 600,
  endpoint: 'https://avis.example/api/zendesk/webhooks/…',
};

export function toRow(fault: Fault, result: HealthResult, isRepaired: boolean): FaultRow {
  const evidence = Object.fromEntries(
    Object.entries(result.evidence ?? {}).map(([key, value]) => [key, examples[key] ?? value]),
  );
  const tell = (locale: string) => tellResult({ ...result, evidence }, healthWords(locale, 'Europe/Paris'));
  return { fault, fr: tell('fr'), en: tell('en'), isRepaired };
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

function lines({ fault, fr, en, isRepaired }: FaultRow): string[] {
  const way = (told: Told) => (isRepaired ? told.repair : told.steps) ?? '';
  const kind = isRepaired ? 'repaired' : 'guided';
  return [
    `| ${fault.name} | ${en.name} (\`${fault.check}\`) | ${cell(en.what)} | ${kind}: ${cell(way(en))} | yes |`,
    `| | ${fr.name} | ${cell(fr.what)} | ${cell(way(fr))} | |`,
  ];
}

export function writeFaultTable(rows: readonly FaultRow[]): string {
  return [
    '# Faults of a connection, and how each is mended',
    '',
    'Each fault below was made in the practice Zendesk by an integration test (`lib/health/faults.integration.test.ts`), which ran the',
    'health checks, kept the words they showed in English and French, used the repair or followed the steps, and ran the checks again.',
    'The last column says whether all was good afterwards. The test fails when this page and the product differ; `npx vitest run',
    '--project integration lib/health/faults --update` writes it anew.',
    '',
    '| fault | found by | words shown | way back | good again |',
    '| --- | --- | --- | --- | --- |',
    ...rows.flatMap(lines),
    '',
  ].join('\n');
}
