import { describe, expect, it, vi } from 'vitest';
import { demoSignIns } from '@/lib/platform/auth/demoSignIns';
import { signIn } from '@/lib/platform/auth/options';
import { authenticateWebsite } from '@/lib/platform/auth/website';
import { transaction } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { createAccounts, demoPassword, demoWebsites } from '@/prisma/seed/accounts';
import { seedDemo } from '@/prisma/seed/demo';
import { makeWebsite } from '@/prisma/seed/factories';

const basic = ({ id, secretKey }: { id: string; secretKey: string }) =>
  `Basic ${Buffer.from(`${id}:${secretKey}`).toString('base64')}`;

vi.setConfig({ testTimeout: 90_000 });

describe('demo accounts and keys', () => {
  it('are not sown into a database that holds others’ data, and let nobody in while demo data is off', async () => {
    const shop = await transaction((tx) => makeWebsite(tx, { name: 'Atelier Loir' }));
    expect(await seedDemo()).toBe('foreign');
    await transaction((tx) => createAccounts(tx));
    expect(env.demoData).toBe(false);
    const emails = [...demoSignIns.map(({ email }) => email), 'moderator2@demo.test', ' MERCHANT@demo.test'];
    for (const email of emails) {
      const tried = signIn({ email, password: demoPassword, address: '192.0.2.9' });
      await expect(tried).rejects.toMatchObject({ code: 'invalid_credentials' });
    }
    for (const website of Object.values(demoWebsites))
      await expect(authenticateWebsite(basic(website))).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await authenticateWebsite(basic(shop))).toMatchObject({ id: shop.id });
  });
});
