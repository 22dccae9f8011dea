import { expect, it } from 'vitest';
import { orderQuery } from '@/lib/orders/shopCall';
import { takeShopCall } from '@/lib/orders/shopCallService';
import { signMessage } from '@/lib/orders/shopMessage';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { authenticatePanel } from '@/lib/sidebar/caller';
import { sealSession } from '@/lib/sidebar/session';
import { createAccounts, demoWebsites } from '@/prisma/seed/accounts';
import { makeWebsite } from '@/prisma/seed/factories';

const panelOf = (websiteId: string) => {
  const session = sealSession({ websiteId, installation: null, provenAgentId: null }, now());
  return authenticatePanel(new Headers({ authorization: `Bearer ${session}` }));
};

const orderOf = ({ id, secretKey }: { id: string; secretKey: string }) => {
  const fields = { order_ref: 'D-1', email: 'jeanne@author.test', lastname: 'Morel', firstname: 'Jeanne' };
  const unsigned = { query: orderQuery, ...fields, order_date: '2026-03-10 10:00:00', delay: '5' };
  const message = { ...unsigned, sign: signMessage(unsigned, secretKey), PRODUCTS: [] };
  const call = { idWebsite: id, message: JSON.stringify(message) };
  return takeShopCall(call, { at: now(), onWebsite: () => Promise.resolve() });
};

it('refuses panels and order calls of a demo website while demo data is off', async () => {
  await transaction((tx) => createAccounts(tx));
  const shop = await transaction((tx) => makeWebsite(tx, { name: 'Atelier Loir' }));
  for (const { id, secretKey } of Object.values(demoWebsites)) {
    await expect(panelOf(id)).rejects.toMatchObject({ code: 'session_ended' });
    const proxied = authenticatePanel(new Headers({ authorization: `Basic ${id}:${secretKey}` }));
    await expect(proxied).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await orderOf({ id, secretKey })).toMatchObject({ answer: { return: 4 } });
  }
  expect(await panelOf(shop.id)).toMatchObject({ website: { id: shop.id } });
  expect(await orderOf(shop)).toMatchObject({ answer: { return: 1 } });
});
