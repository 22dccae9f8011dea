import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults, type Fault } from '@/lib/health/testing/faults';
import { openStage, outline, type HealthStage } from '@/lib/health/testing/stage';
import { toRow, writeFaultTable, type FaultRow } from '@/lib/health/testing/faultTable';

let stage: HealthStage;
beforeAll(async () => {
  stage = await openStage();
  await stage.installApp();
}, 120_000);
afterAll(() => stage.close());

/** Makes the fault, looks, mends as told, looks again. */
async function play(fault: Fault): Promise<FaultRow> {
  await fault.make(stage);
  const result = (await stage.check()).find(({ name }) => name === fault.check);
  expect(result, fault.name).toMatchObject({ state: fault.state ?? 'fault', reason: fault.reason });
  const { repairConnection } = await import('@/lib/health/repair');
  if (fault.mend) await fault.mend(stage);
  else expect(await repairConnection(stage.caller), fault.name).toMatchObject({ fault: null });
  expect(outline(await stage.check()), `${fault.name}, mended`).toEqual([]);
  expect(await stage.connection(), fault.name).toMatchObject({ state: 'active', lastErrorCode: null });
  if (!result) throw new Error(`${fault.name} was not found`);
  return toRow(fault, result, !fault.mend);
}

test('every fault is found, told in both languages, mended as told and good afterwards', async () => {
  expect(faults).toHaveLength(23);
  expect(outline(await stage.check())).toEqual([]);
  const rows: FaultRow[] = [];
  for (const fault of faults) rows.push(await play(fault));
  for (const { fault, fr, en, isRepaired } of rows) {
    expect(isRepaired ? fr.repair : fr.steps, `${fault.name}: way back in French`).toBeTruthy();
    expect(isRepaired ? en.repair : en.steps, `${fault.name}: way back in English`).toBeTruthy();
  }
  await expect(writeFaultTable(rows)).toMatchFileSnapshot('../../docs/faults.md');
}, 300_000);
