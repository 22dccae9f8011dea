import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { getZendeskPage } from '@/lib/connection/queries';
import { previewImpact, saveChat, saveModeration } from '@/lib/connection/websiteSettings';
import { db, transaction } from '@/lib/platform/db/client';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

let caller: Caller;

beforeEach(async () => {
  const { id: websiteId, merchantId } = await transaction((tx) => makeWebsite(tx));
  caller = { websiteId, merchantId, userId: randomUUID(), name: 'Claire', requestId: 'test-request' };
});

const chat = {
  isEnabled: true,
  accountKey: '12345678-1234-4abc-8def-1234567890ab',
  kind: 'messaging' as const,
  maxRating: 3,
  orderFieldId: '4711',
  ratingFieldId: null,
  hasTags: true,
};
const rules = {
  brandMaxRating: 3,
  productMaxRating: 0,
  words: [{ word: 'colis', category: 'delivery' as const }],
};

describe('chat and moderation settings', () => {
  test('are what the page shows after saving, each with a line in the audit log', async () => {
    const before = await getZendeskPage(caller.websiteId);
    await saveChat(caller, { ...chat, version: before.chat.version });
    await saveModeration(caller, { ...rules, version: before.moderation.version });
    const page = await getZendeskPage(caller.websiteId);
    expect(page.chat).toMatchObject(chat);
    expect(page.moderation).toMatchObject(rules);
    const lines = await db.auditLog.findMany({
      where: { websiteId: caller.websiteId },
      orderBy: { id: 'asc' },
    });
    expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['zendesk.chat_saved', 'Claire'],
      ['moderation.rules_saved', 'Claire'],
    ]);
  });

  test('saved by somebody else meanwhile are not overwritten, and the newer version is named', async () => {
    const { chat: seen, moderation } = await getZendeskPage(caller.websiteId);
    await saveChat(caller, { ...chat, version: seen.version });
    await saveModeration(caller, { ...rules, version: moderation.version });
    await expect(saveChat(caller, { ...chat, maxRating: 5, version: seen.version })).rejects.toMatchObject({
      code: 'version_conflict',
      params: { version: seen.version + 1 },
    });
    await expect(
      saveModeration(caller, { ...rules, brandMaxRating: 5, version: moderation.version }),
    ).rejects.toMatchObject({
      code: 'version_conflict',
      params: { version: moderation.version + 1 },
    });
    const page = await getZendeskPage(caller.websiteId);
    expect([page.chat.maxRating, page.moderation.brandMaxRating]).toEqual([3, 3]);
  });
});

test('the effect of rules is counted on the newest reviews, beside the rules in force, and nothing is saved', async () => {
  const at = Date.now();
  const reviews = [
    { rating: 1, comment: 'Déçu.' },
    { rating: 3, comment: 'Moyen.' },
    { rating: 5, comment: 'Mes colis sont arrivés vite.' },
    { rating: 5, comment: 'Parfait.' },
  ];
  for (const [index, review] of reviews.entries()) {
    await transaction((tx) =>
      makeReview(tx, { websiteId: caller.websiteId, at: new Date(at - index * 1000), ...review }),
    );
  }
  const impact = await previewImpact(caller.websiteId, rules);
  expect(impact).toMatchObject({ reviews: 4, withRules: 3, withPresentRules: 1 });
  expect((await getZendeskPage(caller.websiteId)).moderation.words).toEqual([]);
});
