/** The webhook intake in the shipped web process, 32 connections, beside bare servers that store the same. */
import type { LoadResult } from './socketLoad';
import type { Result } from './results';
import { runOnStage } from './stage';

type Summary = Omit<LoadResult, 'sent'>;
type Measured = {
  product: Summary;
  single: Summary;
  grouped: Summary;
  againstSingle: number;
  againstGrouped: number;
  answered: number;
  stored: number;
  memory: { idleMb: number; nowMb: number; peakMb: number };
};

export async function benchIntake(): Promise<Result> {
  const measured = await runOnStage<Measured>('bench/intakeRun.ts');
  const { product, single, grouped, againstSingle, againstGrouped, memory } = measured;
  return {
    name: 'webhook intake, 32 connections, durable before the answer',
    rows: [
      { name: 'product', ...product },
      { name: 'bare server, one INSERT a request', ...single },
      { name: 'bare server, group commit', ...grouped },
    ],
    ratios: {
      'product, requests a second': product.perSecond,
      'one INSERT a request, requests a second': single.perSecond,
      'group commit, requests a second': grouped.perSecond,
      'against one INSERT a request': againstSingle,
      'against group commit': againstGrouped,
      'web process, MB before': memory.idleMb,
      'web process, MB at its highest': memory.peakMb,
    },
    gates: [
      { name: 'every answer was 200', isMet: product.wrong === 0 },
      { name: 'every answer’s row is stored', isMet: measured.stored >= measured.answered },
      { name: 'at least 1.6 times a bare server with one INSERT a request', isMet: againstSingle >= 1.6 },
      { name: 'at least 0.8 of a bare server with group commit', isMet: againstGrouped >= 0.8 },
      { name: 'the load adds at most 170 MB', isMet: memory.peakMb - memory.idleMb <= 170 },
    ],
  };
}
