/** The demo merchant: two websites on two country platforms, and the three people who can sign in. */
import type { Tx } from '@/lib/platform/db/client';
import { saveModerationSettings } from '@/lib/websites/settings';
import { makeUser, makeWebsite } from './factories';

export const demoPassword = 'demo-demo-demo';
export const demoMerchantId = '6b1f1a52-0c84-4d0e-8a37-5d9c2e7f1b10';

/** Known on every machine, so that documentation and scripts can show calls that work. Only ever in demo data. */
export const demoWebsites = {
  fr: { id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01', secretKey: 'demo-maison-lune-fr-secret-key-0001' },
  en: { id: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b02', secretKey: 'demo-maison-lune-uk-secret-key-0002' },
} as const;

export type DemoPeople = {
  merchant: { id: string; name: string };
  agent: { id: string; name: string };
  moderator: { id: string; name: string };
  /** A second moderator, because an appeal is never decided by the one who refused. */
  colleague: { id: string; name: string };
};

async function createPeople(tx: Tx): Promise<DemoPeople> {
  const merchantId = demoMerchantId;
  const password = demoPassword;
  const isDemo = true;
  const merchant = { email: 'merchant@demo.test', name: 'Claire Moreau', password, isDemo };
  const agent = { email: 'agent@demo.test', name: 'Sami Lambert', password, isDemo };
  const moderator = { email: 'moderator@demo.test', name: 'Inès Caron', password, isModerator: true, isDemo };
  const colleague = {
    email: 'moderator2@demo.test',
    name: 'Luc Ferrand',
    password,
    isModerator: true,
    isDemo,
  };
  return {
    merchant: await makeUser(tx, merchant, { merchantId, role: 'merchant' }),
    agent: await makeUser(tx, agent, { merchantId, role: 'agent' }),
    moderator: await makeUser(tx, moderator),
    colleague: await makeUser(tx, colleague),
  };
}

const thresholds = { brandMaxRating: 2, productMaxRating: 2, version: 1 };

async function createSettings(tx: Tx): Promise<void> {
  await saveModerationSettings(tx, demoWebsites.fr.id, {
    ...thresholds,
    words: [
      { word: 'retard', category: 'delivery' },
      { word: 'cassé', category: 'product_quality' },
      { word: 'service client', category: 'customer_service' },
      { word: 'remboursement', category: 'price_refund' },
      { word: 'avocat', category: 'legal_threat' },
    ],
  });
  await saveModerationSettings(tx, demoWebsites.en.id, {
    ...thresholds,
    words: [
      { word: 'late', category: 'delivery' },
      { word: 'broken', category: 'product_quality' },
      { word: 'refund', category: 'price_refund' },
      { word: 'lawyer', category: 'legal_threat' },
    ],
  });
  await tx.notificationSetting.createMany({
    data: [
      { websiteId: demoWebsites.fr.id, addresses: ['merchant@demo.test'] },
      { websiteId: demoWebsites.en.id, addresses: ['merchant@demo.test'] },
    ],
  });
}

export async function createAccounts(tx: Tx): Promise<DemoPeople> {
  const merchantId = demoMerchantId;
  await tx.merchant.create({ data: { id: merchantId, name: 'Maison Lune' } });
  const url = 'https://maison-lune.example';
  await makeWebsite(tx, {
    ...demoWebsites.fr,
    isDemo: true,
    merchantId,
    name: 'Maison Lune',
    platform: 'FR',
    url,
    shopSystem: 'prestashop',
  });
  await makeWebsite(tx, {
    ...demoWebsites.en,
    isDemo: true,
    merchantId,
    name: 'Maison Lune UK',
    platform: 'UK',
    url: `${url}/uk`,
    shopSystem: 'magento',
  });
  await createSettings(tx);
  return createPeople(tx);
}
