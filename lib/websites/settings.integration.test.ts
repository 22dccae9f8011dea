import { beforeEach, describe, expect, it } from 'vitest';
import { authenticateWebsite } from '@/lib/platform/auth/website';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { getIntegrationCodes } from '@/lib/websites/queries';
import { regenerateSecretKey, revealSecretKey } from '@/lib/websites/service';
import {
  getChatSettings,
  getModerationSettings,
  saveChatSettings,
  saveModerationSettings,
} from '@/lib/websites/settings';
import { chatSettingsSchema, moderationSettingsSchema } from '@/lib/websites/schema';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

let website: { id: string; merchantId: string; secretKey: string };
beforeEach(async () => {
  website = await transaction((tx) => makeWebsite(tx));
});
const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : error;
};

describe('moderation settings', () => {
  const save = (input: object) =>
    transaction((tx) =>
      saveModerationSettings(
        tx,
        website.id,
        moderationSettingsSchema.parse({
          brandMaxRating: 3,
          productMaxRating: 1,
          words: [],
          version: 1,
          ...input,
        }),
      ),
    );

  it('have defaults, and are saved once over the version that was seen', async () => {
    expect(await getModerationSettings(db, website.id)).toEqual({
      brandMaxRating: 2,
      productMaxRating: 2,
      words: [],
      version: 1,
    });
    expect(await save({})).toMatchObject({ brandMaxRating: 3, version: 2 });
    expect(await codeOf(save({ brandMaxRating: 5 }))).toBe('version_conflict');
    expect(await getModerationSettings(db, website.id)).toMatchObject({ brandMaxRating: 3 });
  });

  it('let one of two people saving at the same moment win', async () => {
    const codes = await Promise.all([codeOf(save({})), codeOf(save({}))]);
    expect(codes.sort()).toEqual(['version_conflict', null].sort());
  });

  it('keep the date of words that stay and replace the rest', async () => {
    const word = (text: string, category = 'delivery') => ({ word: text, category });
    await save({ words: [word('Retard'), word('colis'), word('avocat')] });
    const since = (
      await db.watchedWord.findFirstOrThrow({ where: { websiteId: website.id, word: 'retard' } })
    ).createdAt;
    await save({ version: 2, words: [word('retard'), word('avocat', 'legal_threat'), word('cassé')] });
    const rows = await db.watchedWord.findMany({
      where: { websiteId: website.id },
      orderBy: { word: 'asc' },
    });
    expect(rows.map((row) => `${row.word}:${row.category}`)).toEqual([
      'avocat:legal_threat',
      'cassé:delivery',
      'retard:delivery',
    ]);
    expect(rows[2]?.createdAt).toEqual(since);
  });

  it('decide the next review, also when only words changed', async () => {
    const submit = (orderRef: string) =>
      transaction((tx) =>
        makeReview(tx, { websiteId: website.id, orderRef, comment: 'Colis perdu', at: new Date() }),
      );
    expect((await submit('1')).status).toBe('pending');
    await save({ words: [{ word: 'colis', category: 'delivery' }] });
    expect((await submit('2')).status).toBe('in_moderation');
    await save({ version: 2, words: [{ word: 'retard', category: 'delivery' }] });
    expect((await submit('3')).status).toBe('pending');
  });

  it('refuse what is out of range or no word', () => {
    for (const input of [
      { brandMaxRating: 6 },
      { productMaxRating: -1 },
      { words: [{ word: '!!', category: 'other' }] },
      { words: [{ word: 'a', category: 'x' }] },
    ]) {
      const result = moderationSettingsSchema.safeParse({
        brandMaxRating: 2,
        productMaxRating: 2,
        words: [],
        version: 1,
        ...input,
      });
      expect(result.success).toBe(false);
    }
  });
});

describe('chat settings', () => {
  it('need a key to be switched on, and are saved over the version that was seen', async () => {
    const values = { isEnabled: true, accountKey: 'not a key', kind: 'messaging', maxRating: 2, version: 1 };
    expect(chatSettingsSchema.safeParse(values).success).toBe(false);
    expect(chatSettingsSchema.safeParse({ ...values, accountKey: '' }).error?.issues).toMatchObject([
      { path: ['accountKey'], params: { code: 'account_key_required' } },
    ]);
    const accountKey = '0D9F1E2C-3b4a-4c5d-8e6f-7a8b9c0d1e2f';
    const save = () =>
      transaction((tx) =>
        saveChatSettings(tx, website.id, chatSettingsSchema.parse({ ...values, accountKey })),
      );
    expect(await save()).toMatchObject({ isEnabled: true, accountKey: accountKey.toLowerCase(), version: 2 });
    expect(await codeOf(save())).toBe('version_conflict');
    expect(await getChatSettings(db, website.id)).toMatchObject({ isEnabled: true, version: 2 });
  });
});

describe('secret key', () => {
  const basic = (key: string) => `Basic ${Buffer.from(`${website.id}:${key}`).toString('base64')}`;
  const person = async () => {
    const user = await transaction((tx) =>
      makeUser(tx, {
        email: `p${Date.now()}${Math.random()}@shop.test`,
        name: 'Claire',
        password: 'long enough',
      }),
    );
    return { userId: user.id, name: user.name };
  };

  it('is shown whole only on request, which is noted; otherwise by its last characters', async () => {
    const codes = await getIntegrationCodes(website.id);
    expect(codes).toMatchObject({
      idWebsite: website.id,
      platformDomain: 'avis-verifies.com',
      canRevealKey: true,
      keyLast4: website.secretKey.slice(-4),
    });
    expect(JSON.stringify(codes)).not.toContain(website.secretKey);
    const who = await person();
    expect(await transaction((tx) => revealSecretKey(tx, website.id, who, new Date()))).toEqual({
      secretKey: website.secretKey,
    });
    expect(await db.auditLog.findMany({ where: { websiteId: website.id } })).toMatchObject([
      { action: 'secret_key.revealed', userId: who.userId },
    ]);
  });

  it('stops working when it is replaced', async () => {
    expect(await authenticateWebsite(basic(website.secretKey))).toMatchObject({ id: website.id });
    const who = await person();
    const { secretKey } = await transaction((tx) => regenerateSecretKey(tx, website.id, who, new Date()));
    expect(await codeOf(authenticateWebsite(basic(website.secretKey)))).toBe('unauthorized');
    expect(await authenticateWebsite(basic(secretKey))).toMatchObject({ id: website.id });
  });

  it('is not shown to Shopify’s merchants', async () => {
    await db.website.update({ where: { id: website.id }, data: { shopSystem: 'shopify' } });
    expect(
      await codeOf(
        transaction((tx) =>
          revealSecretKey(tx, website.id, { userId: website.merchantId, name: 'x' }, new Date()),
        ),
      ),
    ).toBe('forbidden');
    expect(await getIntegrationCodes(website.id)).toMatchObject({ canRevealKey: false });
  });
});
