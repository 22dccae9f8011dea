/**
 * The envelope of the order call of published shop modules: form fields, the message in them, its signature. Read leniently,
 * because modules in the field are not updated. SHA-1 is what those modules sign with; nothing of ours signs that way. Pure.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '@/lib/platform/http/json';

/**
 * Modules write figures as numbers or as text, and PHP joins a missing value or `false` as nothing and `true` as 1. A list or an
 * object is no text at all: it counts as missing, and the signature tells whether that was meant.
 */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .catch('')
  .transform((value) => (value === true ? '1' : value === false ? '' : String(value ?? '')));

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

export const shopProductSchema = z.object({
  id_product: text,
  name_product: text,
  url_product: text,
  url_product_image: text,
  GTIN_EAN: text,
  MPN: text,
  sku: text,
  brand_name: text,
});

/**
 * The fields of an urlencoded body. One whose bytes are no UTF-8 is kept byte by byte: a module in the field writes its base64
 * with single bytes that are none.
 */
export function readFields(body: Uint8Array): Map<string, string> {
  const pairs = Buffer.from(body).toString('latin1').split('&');
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [toText(pair.slice(0, at < 0 ? undefined : at)), at < 0 ? '' : toText(pair.slice(at + 1))];
    }),
  );
}

function toText(encoded: string): string {
  const bytes = encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}

/** JSON as it is, or in base64 with either alphabet; null when it is neither. */
export function readMessage(message: unknown): ShopMessage | null {
  const value =
    typeof message === 'string' ? (parseObject(message) ?? parseObject(decode(message))) : message;
  return messageSchema.safeParse(value).data ?? null;
}

/** `+` arrives as a space where it was not escaped; the bytes E2 and 80 stand for `+` and `/` in what one module writes. */
const standsFor: Record<string, string> = { '-': '+', ' ': '+', '\u00e2': '+', _: '/', '\u0080': '/' };
const decode = (encoded: string) =>
  Buffer.from(
    encoded.trim().replace(/[- _\u00e2\u0080]/g, (sign) => standsFor[sign] ?? sign),
    'base64',
  ).toString('utf8');

/** An object or a list in JSON, else null. */
export function parseObject(json: string): object | null {
  try {
    const value: unknown = parseKeepingDigits(json);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/**
 * A string with its escapes, or a number: in JSON, whatever begins with a quotation mark outside a string is a string. One without an
 * end runs to the end of the text, so that no sign is read twice.
 */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Numbers as the text of their digits: a reference above 2^53 is another one as a number, and no longer what was signed. */
export function parseKeepingDigits(json: string): unknown {
  return parseJson(json.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`)));
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
