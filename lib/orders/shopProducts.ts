/** The products of an order call. They are the extra, the order is the point: what cannot be used costs only itself. Pure. */
import type { z } from 'zod';
import { orderProductSchema, productLengths, productsMax } from '@/lib/orders/schema';
import { parseObject, shopProductSchema } from '@/lib/orders/shopMessage';
import { cutToFit, toComparable, toOneLine } from '@/lib/platform/text/comparable';

export type OrderProduct = z.output<typeof orderProductSchema>;
type ShopProduct = z.output<typeof shopProductSchema>;

/** Our names of the fields, and which of a module's they come from. */
const sources = {
  ref: ['id_product'],
  name: ['name_product'],
  url: ['url_product'],
  imageUrl: ['url_product_image'],
  gtin: ['GTIN_EAN'],
  sku: ['sku', 'MPN'],
  brand: ['brand_name'],
} as const satisfies Record<keyof OrderProduct, readonly (keyof ShopProduct)[]>;
type Field = keyof typeof sources;

/** An identifier or an address cut short is another one; a name is still the name. */
const isShortened = new Set<Field>(['ref', 'name', 'brand', 'sku']);

/** @returns the usable products, each once, and the names of what was left out or shortened. */
export function readProducts(value: unknown): { products: OrderProduct[]; leftOut: string[] } {
  const entries = listEntries(value);
  const leftOut: string[] = entries ? [] : ['PRODUCTS'];
  const products = new Map<string, OrderProduct>();
  entries?.forEach((entry, index) => {
    const place = `PRODUCTS[${index}]`;
    const product = readProduct(entry, place, leftOut);
    if (!product) leftOut.push(place);
    else if (products.size >= productsMax && !products.has(toComparable(product.ref))) leftOut.push(place);
    else if (!products.has(toComparable(product.ref))) products.set(toComparable(product.ref), product);
  });
  return { products: [...products.values()], leftOut };
}

/** A list, or an object as PHP writes a list with gaps, either as JSON in a text too; null for anything else. */
function listEntries(value: unknown): unknown[] | null {
  if (value === undefined || value === null || value === '') return [];
  const list = typeof value === 'string' ? parseObject(value) : value;
  return typeof list === 'object' && list !== null ? Object.values(list) : null;
}

function readProduct(entry: unknown, place: string, leftOut: string[]): OrderProduct | null {
  const given = shopProductSchema.safeParse(entry).data;
  if (!given) return null;
  const usable: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(sources) as Field[]) {
    const source = sources[field].find((name) => given[name].trim() !== '');
    if (!source) continue;
    const whole = toOneLine(given[source]);
    const fitting = isShortened.has(field) ? cutToFit(whole, productLengths[field]) : whole;
    const isUsable = orderProductSchema.shape[field].safeParse(fitting).success;
    if (isUsable) usable[field] = fitting;
    if (!isUsable || fitting !== given[source].trim()) leftOut.push(`${place}.${source}`);
  }
  return orderProductSchema.safeParse(usable).data ?? null;
}
