/** A stage for the health tests: the sync stage, with the checks and the practice account's objects at hand. */
import { openStage as openSyncStage, account } from '@/lib/sync/testing/stage';
import type { HealthResult } from '@/lib/zendesk/health/judgement';
import { client } from '../../../e2e/zendesk/harness';

export { account };

export async function openStage() {
  const stage = await openSyncStage();
  const { checkNow } = await import('@/lib/health/run');
  const objects = () =>
    stage.db.websiteZendeskapp.findUniqueOrThrow({ where: { websiteId: stage.website.id } });
  return {
    ...stage,
    /** The account as its administrator changes it, beside us. */
    admin: client(stage.practice, account),
    objects,
    async check(): Promise<HealthResult[]> {
      const results = await checkNow(stage.connectionId);
      if (!results) throw new Error('the connection is gone');
      return results;
    },
    async find(name: HealthResult['name']): Promise<HealthResult | undefined> {
      return (await this.check()).find((result) => result.name === name);
    },
  };
}

export type HealthStage = Awaited<ReturnType<typeof openStage>>;

/** `name:state:reason` of all that is not simply good. */
export const outline = (results: readonly HealthResult[]) =>
  results
    .filter(({ state }) => state !== 'ok')
    .map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(':'));
