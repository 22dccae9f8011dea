/** The call as published PrestaShop and Magento modules make it: written from the interface's description, not from our code. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/legacy/orders/route';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { makeWebsite } from '@/prisma/seed/factories';

type Fields = Record<string, unknown>;
let shop: { id: string; secretKey: string };

beforeEach(async () => {
  shop = await transaction((tx) => makeWebsite(tx));
});
afterAll(closeDatabase);

const order: Fields = {
  query: 'pushCommandeSHA1',
  order_ref: 'PS-2026-001',
  email: 'Elodie.Martin@author.test',
  lastname: 'Martin-Lévêque',
  firstname: 'Élodie',
  order_date: '2026-11-01 14:30:00',
  delay: '7',
  PRODUCTS: [
    {
      id_product: 12,
      name_product: 'Lampe <b>Orion</b>',
      url_product: 'https://shop.example/orion',
      url_product_image: 'https://shop.example/orion.jpg',
      GTIN_EAN: '3760123456789',
      MPN: 'OR-1',
      sku: 'SKU-12',
      brand_name: 'Maison Lune',
    },
    { id_product: '13', name_product: 'Bougie', url_product: '', url_product_image: 'not an address' },
  ],
};

function sign(fields: Fields, secretKey = shop.secretKey): string {
  const names = ['query', 'order_ref', 'email', 'lastname', 'firstname', 'order_date', 'delay'];
  return createHash('sha1')
    .update(names.map((name) => String(fields[name])).join('') + secretKey)
    .digest('hex');
}

const signed = (fields: Fields = order) => ({ ...fields, sign: sign(fields) });
const inBase64Url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function send(fields: Record<string, string>) {
  const request = new Request('http://localhost/index.php?action=act_api_notification_sha1', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': randomUUID() },
    body: new URLSearchParams(fields),
  });
  const response = await POST(request);
  return (await response.json()) as { return: number; debug: string };
}

const push = (message: unknown, idWebsite = shop.id) => send({ idWebsite, message: JSON.stringify(message) });
const orders = () =>
  db.order.findMany({ where: { websiteId: shop.id }, include: { products: true, invitation: true } });

describe('the order call of published shop modules', () => {
  it('as JSON makes the order, its products and an invitation after the delay', async () => {
    const before = Date.now();
    expect(await push(signed())).toMatchObject({ return: 1 });
    const [row] = await orders();
    expect(row).toMatchObject({
      orderRef: 'PS-2026-001',
      // 14:30 in Paris, in winter.
      orderDate: new Date('2026-11-01T13:30:00Z'),
      firstName: 'Élodie',
      lastName: 'Martin-Lévêque',
      email: 'elodie.martin@author.test',
      locale: 'fr',
    });
    expect(row?.products).toMatchObject([
      {
        ref: '12',
        name: 'Lampe <b>Orion</b>',
        url: 'https://shop.example/orion',
        gtin: '3760123456789',
        sku: 'SKU-12',
      },
      { ref: '13', name: 'Bougie', url: null, imageUrl: null },
    ]);
    const waitsMs = (row?.invitation?.sendAt.getTime() ?? 0) - before;
    expect(Math.round(waitsMs / 86_400_000)).toBe(7);
  });

  it('as base64url JSON too, and once however often it is sent', async () => {
    const call = { idWebsite: shop.id.toUpperCase(), message: inBase64Url(signed()) };
    const answers = await Promise.all([send(call), send(call), send(call)]);
    expect(answers.map((answer) => answer.return)).toEqual([1, 1, 1]);
    expect(await orders()).toHaveLength(1);
    expect(await db.invitation.count({ where: { websiteId: shop.id } })).toBe(1);
  });

  it('takes figures as numbers, a delay beyond ours as our longest, and dates as modules write them', async () => {
    const fields = { ...order, order_ref: 4711, delay: 90, order_date: '01/11/2026 14:30' };
    expect(await push(signed(fields))).toMatchObject({ return: 1 });
    const unix = { ...order, order_ref: 4712, delay: 0, order_date: 1_793_540_000 };
    expect(await push(signed(unix))).toMatchObject({ return: 1 });
    const [first, second] = await db.order.findMany({
      where: { websiteId: shop.id },
      orderBy: { orderRef: 'asc' },
      include: { invitation: true },
    });
    expect(first).toMatchObject({ orderRef: '4711', orderDate: new Date('2026-11-01T13:30:00Z') });
    expect(first?.invitation?.sendAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect(second?.orderDate).toEqual(new Date(1_793_540_000_000));
  });

  it.each([
    ['no message', {}],
    ['a message that is no JSON', { message: 'hello' }],
    ['JSON without a query', { message: '{}' }],
    ['a list', { message: '[]' }],
  ])('answers 2 to %s', async (_what, fields) => {
    expect(await send({ idWebsite: shop.id, ...fields })).toMatchObject({ return: 2 });
  });

  it('answers 2 to a query it does not know, and to fields it cannot use, naming them', async () => {
    expect(await push(signed({ ...order, query: 'getAvis' }))).toMatchObject({ return: 2 });
    const useless = { ...order, email: 'nobody', order_ref: 'a\u0000b', order_date: 'soon', delay: '-1' };
    const answer = await push(signed(useless));
    expect(answer.return).toBe(2);
    for (const name of ['email', 'order_ref', 'order_date', 'delay']) expect(answer.debug).toContain(name);
    expect(await orders()).toEqual([]);
  });

  it('answers 3 to a website without a key', async () => {
    await db.secret.deleteMany({ where: { ownerTable: 'website', ownerId: shop.id } });
    expect(await push(signed())).toMatchObject({ return: 3 });
  });

  it('answers 4 to a website that does not exist', async () => {
    for (const id of [randomUUID(), 'nonsense', '', "' OR 1=1 --"])
      expect(await push(signed(), id)).toMatchObject({ return: 4 });
  });

  it('answers 5 to every tampered field, to no signature, and to another website’s key', async () => {
    const other = await transaction((tx) => makeWebsite(tx));
    const whole = signed();
    const changes: Fields = {
      order_ref: 'PS-2026-002',
      email: 'other@author.test',
      lastname: 'Durand',
      firstname: 'Ana',
      order_date: '2026-11-02 14:30:00',
      delay: '8',
      sign: '',
    };
    for (const [name, value] of Object.entries(changes))
      expect({ name, ...(await push({ ...whole, [name]: value })) }).toMatchObject({ name, return: 5 });
    expect(await push({ ...order, sign: sign(order, other.secretKey) })).toMatchObject({ return: 5 });
    expect(await push(signed(), other.id)).toMatchObject({ return: 5 });
    expect(await db.order.count({ where: { websiteId: { in: [shop.id, other.id] } } })).toBe(0);
  });
});
