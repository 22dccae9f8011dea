/** Chat and moderation settings, saved from the Zendesk page with a line in the audit log. */
import { audit, type Caller } from '@/lib/platform/audit';
import { previewModeration, type ModerationPreview } from '@/lib/moderationDesk/preview';
import { db, transaction } from '@/lib/platform/db/client';
import type { ChatSettingsInput, ModerationSettingsInput } from '@/lib/websites/schema';
import {
  getModerationSettings,
  saveChatSettings,
  saveModerationSettings,
  type ChatSettings,
  type ModerationSettings,
} from '@/lib/websites/settings';

/** @throws AppError `version_conflict`. */
export async function saveChat(caller: Caller, input: ChatSettingsInput): Promise<ChatSettings> {
  return transaction(async (tx) => {
    const saved = await saveChatSettings(tx, caller.websiteId, input);
    await audit(tx, caller, 'zendesk.chat_saved', saved);
    return saved;
  });
}

/**
 * Applies to reviews submitted from now on: reviews already decided are not decided again.
 * @throws AppError `version_conflict`.
 */
export async function saveModeration(
  caller: Caller,
  input: ModerationSettingsInput,
): Promise<ModerationSettings> {
  return transaction(async (tx) => {
    const saved = await saveModerationSettings(tx, caller.websiteId, input);
    const { words, ...thresholds } = saved;
    await audit(tx, caller, 'moderation.rules_saved', { ...thresholds, words: words.length });
    return saved;
  });
}

/** How many of the newest reviews proposed rules would have sent to moderation, beside those in force. Saves nothing. */
export async function previewImpact(
  websiteId: string,
  proposed: Omit<ModerationSettingsInput, 'version'>,
): Promise<ModerationPreview> {
  const present = await getModerationSettings(db, websiteId);
  return previewModeration(websiteId, { proposed, present }, impactReviews);
}

export type WordsTest = {
  reviews: number;
  matched: number;
  byWord: ModerationPreview['byWord'];
  examples: ModerationPreview['examples'];
};

/** What a list of words alone would have held among the newest reviews, with examples. Saves nothing. */
export async function testWords(
  websiteId: string,
  words: ModerationSettingsInput['words'],
): Promise<WordsTest> {
  const rules = { brandMaxRating: 0, productMaxRating: 0, words };
  const { reviews, byCause, byWord, examples } = await previewModeration(websiteId, {
    proposed: rules,
    present: { ...rules, words: [] },
  });
  return { reviews, matched: byCause.watchedWord, byWord, examples };
}

/** Enough to see a tendency, few enough to count while somebody types. */
const impactReviews = 200;
