/** When authors are invited: read with its version, saved only over the version that was seen. */
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { InvitationSettingsInput } from '@/lib/orders/schema';

export type InvitationSettings = InvitationSettingsInput;

/** The settings in force; a website that saved none invites at once and reminds after a week. */
export async function getInvitationSettings(tx: Tx, websiteId: string): Promise<InvitationSettings> {
  const row = await tx.invitationSetting.findUnique({ where: { websiteId } });
  return { delayDays: row?.delayDays ?? 0, reminderDays: row?.reminderDays ?? 7, version: row?.version ?? 1 };
}

/**
 * Applies to orders from now on: an invitation that is planned keeps its days.
 * @throws AppError `version_conflict` when somebody saved since `version` was read.
 */
export async function saveInvitationSettings(
  tx: Tx,
  websiteId: string,
  { version, ...values }: InvitationSettingsInput,
): Promise<InvitationSettings> {
  await tx.invitationSetting.createMany({ data: [{ websiteId }], skipDuplicates: true });
  const { count } = await tx.invitationSetting.updateMany({
    where: { websiteId, version },
    data: { ...values, version: version + 1 },
  });
  const present = await getInvitationSettings(tx, websiteId);
  if (count === 0) {
    throw new AppError('version_conflict', {
      detail: 'Somebody saved these settings meanwhile; reload them.',
      params: { version: present.version },
    });
  }
  return present;
}
