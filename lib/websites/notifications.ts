/** Who of a website is told of what by mail: read with its version, saved only over the version that was seen. */
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { NotificationSettingsInput } from '@/lib/websites/schema';

export type NotificationSettings = {
  /** One address per line, as the form shows them. */
  addresses: string;
  onNewReview: boolean;
  onToHandle: boolean;
  onAnswer: boolean;
  onDecision: boolean;
  digest: 'none' | 'daily' | 'weekly';
  version: number;
};

/** The settings in force; a website that saved none has the defaults, and nobody to write to. */
export async function getNotificationSettings(tx: Tx, websiteId: string): Promise<NotificationSettings> {
  const setting = await tx.notificationSetting.findUnique({ where: { websiteId } });
  return {
    addresses: setting?.addresses.join('\n') ?? '',
    onNewReview: setting?.onNewReview ?? false,
    onToHandle: setting?.onToHandle ?? true,
    onAnswer: setting?.onAnswer ?? true,
    onDecision: setting?.onDecision ?? true,
    digest: setting?.digest ?? 'none',
    version: setting?.version ?? 1,
  };
}

/**
 * Saves all of it. A digest wanted anew begins with now: the past is no news.
 * @throws AppError `version_conflict` when somebody saved since `version` was read.
 */
export async function saveNotificationSettings(
  tx: Tx,
  websiteId: string,
  input: NotificationSettingsInput,
  at: Date,
): Promise<NotificationSettings> {
  const { version, ...values } = input;
  await tx.notificationSetting.createMany({
    data: [{ websiteId, addresses: [], digestSince: at }],
    skipDuplicates: true,
  });
  const before = await getNotificationSettings(tx, websiteId);
  const hasNewDigest = values.digest !== before.digest || before.addresses === '';
  const { count } = await tx.notificationSetting.updateMany({
    where: { websiteId, version },
    data: { ...values, version: version + 1, ...(hasNewDigest ? { digestSince: at } : {}) },
  });
  const present = await getNotificationSettings(tx, websiteId);
  if (count === 0)
    throw new AppError('version_conflict', {
      detail: 'Somebody saved these settings meanwhile; reload them.',
      params: { version: present.version },
    });
  return present;
}
