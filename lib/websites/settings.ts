/** Moderation and chat settings of a website: read with their version, saved only over the version that was seen. */
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { defaultMaxRating } from '@/lib/moderation/rules';
import type { ChatSettingsInput, ModerationSettingsInput, WatchedWordCategory } from '@/lib/websites/schema';

export type ModerationSettings = {
  brandMaxRating: number;
  productMaxRating: number;
  words: { word: string; category: WatchedWordCategory }[];
  version: number;
};

export type ChatSettings = {
  isEnabled: boolean;
  accountKey: string | null;
  kind: 'messaging' | 'classic';
  maxRating: number;
  /** Ticket fields that a conversation is given. */
  orderFieldId: string | null;
  ratingFieldId: string | null;
  hasTags: boolean;
  version: number;
};

/** The settings in force; a website that saved none has the defaults at version 1. */
export async function getModerationSettings(tx: Tx, websiteId: string): Promise<ModerationSettings> {
  const setting = await tx.moderationSetting.findUnique({ where: { websiteId } });
  const words = await tx.watchedWord.findMany({
    where: { websiteId },
    select: { word: true, category: true },
    orderBy: [{ category: 'asc' }, { word: 'asc' }],
  });
  return {
    brandMaxRating: setting?.brandMaxRating ?? defaultMaxRating,
    productMaxRating: setting?.productMaxRating ?? defaultMaxRating,
    words,
    version: setting?.version ?? 1,
  };
}

export async function getChatSettings(tx: Tx, websiteId: string): Promise<ChatSettings> {
  const setting = await tx.chatSetting.findUnique({ where: { websiteId } });
  return {
    isEnabled: setting?.isEnabled ?? false,
    accountKey: setting?.accountKey ?? null,
    kind: setting?.kind ?? 'messaging',
    maxRating: setting?.maxRating ?? 2,
    orderFieldId: setting?.orderFieldId?.toString() ?? null,
    ratingFieldId: setting?.ratingFieldId?.toString() ?? null,
    hasTags: setting?.hasTags ?? false,
    version: setting?.version ?? 1,
  };
}

/** @param version the one in force, so that the form can offer to save over it. */
const conflict = (version: number) =>
  new AppError('version_conflict', {
    detail: 'Somebody saved these settings meanwhile; reload them.',
    params: { version },
  });

/**
 * Saves thresholds and the whole list of watched words.
 * @throws AppError `version_conflict` when somebody saved since `version` was read.
 */
export async function saveModerationSettings(
  tx: Tx,
  websiteId: string,
  input: ModerationSettingsInput,
): Promise<ModerationSettings> {
  const { version, words, ...thresholds } = input;
  await tx.moderationSetting.createMany({ data: [{ websiteId }], skipDuplicates: true });
  const { count } = await tx.moderationSetting.updateMany({
    where: { websiteId, version },
    data: { ...thresholds, version: version + 1 },
  });
  if (count === 0) throw conflict((await getModerationSettings(tx, websiteId)).version);
  await replaceWords(tx, websiteId, words);
  return getModerationSettings(tx, websiteId);
}

/** Words that stay keep their row, and so the date since when they are watched. */
async function replaceWords(
  tx: Tx,
  websiteId: string,
  words: ModerationSettingsInput['words'],
): Promise<void> {
  const wanted = new Map(words.map(({ word, category }) => [word.normalize('NFC').toLowerCase(), category]));
  const known = await tx.watchedWord.findMany({ where: { websiteId } });
  const gone = known.filter(({ word, category }) => wanted.get(word) !== category);
  const kept = new Set(known.filter((row) => !gone.includes(row)).map(({ word }) => word));
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await tx.$executeRaw`DELETE FROM watched_word WHERE id = ANY(${ids}::uuid[])`;
  const added = [...wanted].filter(([word]) => !kept.has(word));
  await tx.watchedWord.createMany({ data: added.map(([word, category]) => ({ websiteId, word, category })) });
}

/**
 * Saves when the chat opens on the review form.
 * @throws AppError `version_conflict`.
 */
export async function saveChatSettings(
  tx: Tx,
  websiteId: string,
  input: ChatSettingsInput,
): Promise<ChatSettings> {
  const { version, orderFieldId, ratingFieldId, ...rest } = input;
  const toId = (text: string | null) => (text === null ? null : BigInt(text));
  const values = { ...rest, orderFieldId: toId(orderFieldId), ratingFieldId: toId(ratingFieldId) };
  await tx.chatSetting.createMany({ data: [{ websiteId }], skipDuplicates: true });
  const { count } = await tx.chatSetting.updateMany({
    where: { websiteId, version },
    data: { ...values, version: version + 1 },
  });
  if (count === 0) throw conflict((await getChatSettings(tx, websiteId)).version);
  return getChatSettings(tx, websiteId);
}
