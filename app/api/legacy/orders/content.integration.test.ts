/** What modules in the field really put into the call: encodings, names, products and figures as they come. */
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
  order_ref: 'SH-1',
  email: 'maud@client.example',
  lastname: 'Castaing',
  firstname: 'Maud',
  order_date: '2026-11-18 09:40:00',
  delay: '0',
  PRODUCTS: [{ id_product: 'L-7', name_product: 'Carafe' }],
};
const signedFields = ['query', 'order_ref', 'email', 'lastname', 'firstname', 'order_date', 'delay'];

/** As PHP joins them. */
function signed(fields: Fields): Fields {
  const joined = signedFields.map((name) => (fields[name] ?? '') as string).join('');
  return {
    ...fields,
    sign: createHash('sha1')
      .update(joined + shop.secretKey)
      .digest('hex'),
  };
}

async function post(body: string, address = '') {
  const request = new Request(`http://localhost/index.php?action=act_api_notification_sha1${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': randomUUID() },
    body,
  });
  return (await POST(request)).text();
}

type Answer = { return: number; debug: string };
const bodyOf = (message: string) => `idWebsite=${shop.id}&message=${encodeURIComponent(message)}`;
const push = async (fields: Fields) =>
  JSON.parse(await post(bodyOf(JSON.stringify(signed({ ...order, ...fields }))), '&type=json2')) as Answer;
const orders = () =>
  db.order.findMany({
    where: { websiteId: shop.id },
    include: { products: { orderBy: { position: 'asc' } }, invitation: true },
    orderBy: { createdAt: 'asc' },
  });
const product = (fields: Fields) =>
  push({ PRODUCTS: [{ id_product: 'L-7', name_product: 'Carafe', ...fields }] });

describe('the form of the answer', () => {
  const base64 = () => Buffer.from(JSON.stringify(signed(order))).toString('base64');
  const read = (text: string) => JSON.parse(Buffer.from(text, 'base64').toString()) as Answer;

  it('is base64 of JSON to type=json among the fields or in the address, and the same call is the same order', async () => {
    const body = `idWebsite=${shop.id}&message=${encodeURIComponent(base64())}`;
    for (const text of [await post(`${body}&type=json`), await post(body, '&type=json')])
      expect(read(text)).toMatchObject({ return: 1 });
    const rows = await orders();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.invitation).not.toBeNull();
  });

  it('is JSON to type=json2, to no type, and where the address says otherwise than the form', async () => {
    const body = bodyOf(JSON.stringify(signed(order)));
    for (const text of [
      await post(body),
      await post(body, '&type=json2'),
      await post(`${body}&type=json`, '&type=json2'),
    ])
      expect(JSON.parse(text)).toMatchObject({ return: 1 });
  });

  it('is base64 for a refusal too', async () => {
    expect(read(await post(`idWebsite=${shop.id}&message=x&type=json`))).toMatchObject({ return: 2 });
  });
});

describe('a message in base64', () => {
  /** Has both special signs of the alphabet in its base64. */
  const fields = () =>
    signed({
      ...order,
      PRODUCTS: [
        {
          id_product: 'L-7',
          name_product: 'Carafe>??\u003f?>~~~',
          url_product: 'https://x.example/q.php?a=1&y=??y=?~>',
        },
      ],
    });
  const base64 = () => Buffer.from(JSON.stringify(fields())).toString('base64');

  it.each([
    ['the bytes E2 and 80', (text: string) => text.replaceAll('+', '%E2').replaceAll('/', '%80')],
    ['a space where + was not escaped', (text: string) => text],
    [
      'the alphabet of addresses',
      (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    ],
    ['escapes throughout', encodeURIComponent],
    [
      'a line end after each 76 signs',
      (text: string) => encodeURIComponent(text.replace(/.{76}/g, '$&\r\n')),
    ],
  ])('is read with %s', async (_what, write) => {
    expect(base64()).toMatch(/\+.*\/|\/.*\+/);
    expect(JSON.parse(await post(`idWebsite=${shop.id}&message=${write(base64())}`))).toMatchObject({
      return: 1,
    });
    const [row] = await orders();
    expect(row?.products).toMatchObject([{ ref: 'L-7', name: 'Carafe>????>~~~' }]);
  });
});

describe('figures', () => {
  const raw = (json: string) => post(bodyOf(json));

  it.each(['8615917337495004321', '9007199254740993', '12.50', '0', '-7'])(
    'as a JSON number are kept by their digits: %s',
    async (digits) => {
      const { sign } = signed({ ...order, order_ref: digits });
      const json = JSON.stringify({ ...order, sign }).replace('"SH-1"', digits);
      expect(JSON.parse(await raw(json))).toMatchObject({ return: 1 });
      expect(await orders()).toMatchObject([{ orderRef: digits }]);
    },
  );

  it('inside texts are left alone, whatever stands around them', async () => {
    expect(
      await push({
        firstname: 'Maud "2" \\',
        PRODUCTS: [{ id_product: 1e21, name_product: 'Set: 3 \\" 4' }],
      }),
    ).toMatchObject({ return: 1 });
    expect(await orders()).toMatchObject([
      { firstName: 'Maud "2" \\', products: [{ name: 'Set: 3 \\" 4' }] },
    ]);
  });
});

describe('a product never costs the order', () => {
  it.each([
    ['a name of 300 and a sign', { name_product: `${'c'.repeat(299)}🪴 bleu` }, 'name', 'c'.repeat(299)],
    ['a brand of 200 and a sign', { brand_name: `${'d'.repeat(199)}🌊 Lyon` }, 'brand', 'd'.repeat(199)],
    ['a SKU of 100 and a sign', { sku: `${'e'.repeat(99)}🔧` }, 'sku', 'e'.repeat(99)],
    ['a reference of 100 and a sign', { id_product: `${'f'.repeat(99)}🪴` }, 'ref', 'f'.repeat(99)],
    ['a family of four at the end', { name_product: `${'g'.repeat(295)}👨‍👩‍👧‍👦` }, 'name', 'g'.repeat(295)],
    [
      'a letter with its accent apart',
      { name_product: `${'h'.repeat(299)}e\u0301` },
      'name',
      'h'.repeat(299),
    ],
    ['a tab in its reference', { id_product: 'L\t7' }, 'ref', 'L 7'],
    ['half a sign', { name_product: 'Carafe \ud83e' }, 'name', 'Carafe'],
    ['a number with letters too long for a GTIN', { GTIN_EAN: '3'.repeat(21) }, 'gtin', null],
    ['an address that is none', { url_product: 'http://[' }, 'url', null],
  ])('for %s, and the answer names the field', async (_what, fields, column, kept) => {
    const answer = await product(fields);
    expect(answer).toMatchObject({ return: 1 });
    expect(answer.debug).toContain(`PRODUCTS[0].${Object.keys(fields)[0]}`);
    const [row] = await orders();
    expect(row?.products).toMatchObject([{ [column]: kept }]);
  });

  it.each([
    ['no reference', [{ name_product: 'Carafe' }], 'PRODUCTS[0]'],
    ['a text that is no JSON', 'carafe', 'PRODUCTS'],
    ['a number', 7, 'PRODUCTS'],
    ['something else in the list', [null, 'x', ['y']], 'PRODUCTS[2]'],
    [
      'more products than we take',
      Array.from({ length: 51 }, (_, n) => ({ id_product: n, name_product: 'x' })),
      'PRODUCTS[50]',
    ],
  ])('for %s', async (_what, PRODUCTS, named) => {
    const answer = await push({ PRODUCTS });
    expect(answer).toMatchObject({ return: 1 });
    expect(answer.debug).toContain(named);
  });

  it('is silent where nothing was wrong', async () => {
    const PRODUCTS = {
      a: { id_product: 'L-7', name_product: 'Carafe', url_product: '', MPN: null },
      b: { id_product: 'L-7\u200b', name_product: 'Carafe' },
    };
    expect((await push({ PRODUCTS: JSON.stringify(PRODUCTS) })).debug).toBe('Order taken.');
    expect((await orders())[0]?.products).toMatchObject([{ ref: 'L-7' }]);
  });
});

describe('every other field that cannot be used costs only itself', () => {
  it.each([
    ['no family name', { lastname: undefined }],
    ['a family name that is null', { lastname: null }],
    ['no given name', { firstname: '' }],
    ['a dash for a name', { lastname: '-' }],
    ['neither', { firstname: null, lastname: '.' }],
    ['a full name twice', { firstname: 'Maud Castaing', lastname: 'Maud Castaing' }],
    ['a name of two hundred signs', { firstname: 'm'.repeat(200) }],
    ['a line end in a name', { firstname: 'Maud\n' }],
  ])('%s', async (_what, fields) => {
    expect(await push(fields)).toMatchObject({ return: 1 });
    expect(await orders()).toHaveLength(1);
  });

  it.each([
    ['order_date', 'soon'],
    ['order_date', '0000-00-00 00:00:00'],
    ['order_date', '0001-01-01'],
    ['order_date', '2026-02-31'],
    ['delay', '-1'],
    ['order_ref', 'SH\t1'],
  ])('%s: "%s", and is named', async (name, value) => {
    const answer = await push({ [name]: value });
    expect(answer).toMatchObject({ return: 1 });
    expect(answer.debug).toContain(name);
    expect(await orders()).toHaveLength(1);
  });

  it('but an order without a reference or an address is none', async () => {
    for (const fields of [
      { order_ref: '' },
      { order_ref: 'x'.repeat(101) },
      { email: null },
      { email: 'nobody' },
    ])
      expect(await push(fields)).toMatchObject({
        return: 2,
        debug: expect.stringContaining(Object.keys(fields)[0] ?? '') as string,
      });
    expect(await orders()).toEqual([]);
  });
});
