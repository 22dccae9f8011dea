/**
 * The order call of published shop modules, as they send it: `act_api_notification_sha1` with `idWebsite` and `message`.
 * Reads it leniently, because modules in the field are not updated, and names what is missing. Pure.
 * SHA-1 is what those modules sign with; nothing of ours signs that way.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { delayDaysMax, newOrderSchema, productsMax, type NewOrder } from '@/lib/orders/schema';
import { instantOf } from '@/lib/reviews/calendar';

export const orderQuery = 'pushCommandeSHA1';

/** Modules write figures as numbers or as text; the signature is over the text. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''));

const messageSchema = z.object({
  query: text,
  order_ref: text,
  email: text,
  lastname: text,
  firstname: text,
  order_date: text,
  delay: text,
  sign: text,
  PRODUCTS: z.unknown(),
});
export type ShopMessage = z.output<typeof messageSchema>;

const productSchema = z.object({
  id_product: text,
  name_product: text,
  url_product: text,
  url_product_image: text,
  GTIN_EAN: text,
  MPN: text,
  sku: text,
  brand_name: text,
});

/** JSON as it is, or in base64 with either alphabet; null when it is neither. */
export function readMessage(message: unknown): ShopMessage | null {
  const value = typeof message === 'string' ? (parse(message) ?? parse(decode(message))) : message;
  return messageSchema.safeParse(value).data ?? null;
}

const decode = (encoded: string) =>
  Buffer.from(encoded.replace(/-/g, '+').replace(/_/g, '/'), 'base64').toString('utf8');

function parse(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** @returns the signature as published modules compute it, in lower-case hexadecimal. */
export function signMessage(message: Omit<ShopMessage, 'sign' | 'PRODUCTS'>, secretKey: string): string {
  const { query, order_ref, email, lastname, firstname, order_date, delay } = message;
  const signed = [query, order_ref, email, lastname, firstname, order_date, delay, secretKey].join('');
  return createHash('sha1').update(signed, 'utf8').digest('hex');
}

export function isSigned(message: ShopMessage, secretKey: string): boolean {
  const expected = Buffer.from(signMessage(message, secretKey));
  const given = Buffer.from(message.sign.trim().toLowerCase());
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/**
 * The order in the message, or the names of the fields that cannot be used.
 * @param timeZone of the website: modules state local times without an offset.
 */
export function toOrder(
  message: ShopMessage,
  { timeZone, at }: { timeZone: string; at: Date },
): { order: NewOrder } | { missing: string[] } {
  const orderDate = message.order_date.trim() === '' ? at : readDate(message.order_date, timeZone);
  const result = newOrderSchema.safeParse({
    orderRef: message.order_ref,
    orderDate: orderDate?.toISOString(),
    delayDays: readDelay(message.delay),
    customer: { firstName: message.firstname, lastName: message.lastname, email: message.email },
    products: readProducts(message.PRODUCTS),
  });
  if (result.success) return { order: result.data };
  return {
    missing: [...new Set(result.error.issues.map(({ path }) => fieldNames[path.join('.')] ?? 'PRODUCTS'))],
  };
}

const fieldNames: Record<string, string> = {
  orderRef: 'order_ref',
  orderDate: 'order_date',
  delayDays: 'delay',
  'customer.firstName': 'firstname',
  'customer.lastName': 'lastname',
  'customer.email': 'email',
};

/** Longer delays than we keep are our longest: an order is worth more than a setting somebody made years ago. */
function readDelay(delay: string): number | undefined {
  if (delay.trim() === '') return undefined;
  return /^\d{1,5}$/.test(delay.trim()) ? Math.min(Number(delay), delayDaysMax) : Number.NaN;
}

/** `2026-11-01 14:30:00`, `01/11/2026 14:30`, a date alone, ISO with an offset, or seconds since 1970. */
function readDate(value: string, timeZone: string): Date | null {
  const trimmed = value.trim();
  if (/^\d{9,11}$/.test(trimmed)) return new Date(Number(trimmed) * 1000);
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(trimmed) && !Number.isNaN(Date.parse(trimmed))) return new Date(trimmed);
  const found =
    /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)(?:[ T](?<h>\d\d):(?<i>\d\d))?/.exec(trimmed) ??
    /^(?<d>\d\d)\/(?<m>\d\d)\/(?<y>\d{4})(?:[ T](?<h>\d\d):(?<i>\d\d))?/.exec(trimmed);
  if (!found?.groups) return null;
  const { y, m, d, h = '00', i = '00' } = found.groups;
  const wallMs = Date.parse(`${y}-${m}-${d}T${h}:${i}:00Z`);
  return Number.isNaN(wallMs) ? null : instantOf(wallMs, timeZone);
}

/** Products are the extra, the order is the point: one that cannot be used is left out, and each counts once. */
function readProducts(value: unknown): unknown[] {
  const list = typeof value === 'string' ? parse(value) : value;
  const known = new Set<string>();
  const products: unknown[] = [];
  for (const entry of Object.values((list ?? {}) as Record<string, unknown>)) {
    const product = productSchema.safeParse(entry).data;
    const ref = product?.id_product.trim().slice(0, 100) ?? '';
    const name = oneLine(product?.name_product ?? '').slice(0, 300);
    if (!product || !ref || !name || known.has(ref) || products.length === productsMax) continue;
    known.add(ref);
    products.push({
      ref,
      name,
      ...optional('url', address(product.url_product)),
      ...optional('imageUrl', address(product.url_product_image)),
      ...optional('gtin', oneLine(product.GTIN_EAN).slice(0, 20)),
      ...optional('sku', oneLine(product.sku || product.MPN).slice(0, 100)),
      ...optional('brand', oneLine(product.brand_name).slice(0, 200)),
    });
  }
  return products;
}

const oneLine = (value: string) => value.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ').trim();
const optional = (name: string, value: string) => (value ? { [name]: value } : {});
const address = (value: string) =>
  /^https?:\/\//i.test(value.trim()) && URL.canParse(value.trim()) && value.length <= 2000
    ? value.trim()
    : '';
