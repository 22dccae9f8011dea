/**
 * The order in a call of a published shop module (`act_api_notification_sha1`). Only reference and address are needed; every
 * other field that cannot be used costs only itself and is named, because silence would hide it for years. Pure.
 */
import { delayDaysMax, newOrderSchema, type NewOrder } from '@/lib/orders/schema';
import type { ShopMessage } from '@/lib/orders/shopMessage';
import { readProducts } from '@/lib/orders/shopProducts';
import { toOneLine } from '@/lib/platform/text/comparable';
import { instantOf, isStatableYear } from '@/lib/reviews/calendar';

export const orderQuery = 'pushCommandeSHA1';

/** `leftOut` names what could not be used or was shortened; `missing` what an order cannot be without. */
export type ReadOrder = { order: NewOrder; leftOut: string[] } | { missing: string[]; leftOut: string[] };

/** @param timeZone of the website: modules state local times without an offset. */
export function toOrder(message: ShopMessage, { timeZone, at }: { timeZone: string; at: Date }): ReadOrder {
  const { products, leftOut } = readProducts(message.PRODUCTS);
  const orderDate = readDate(message.order_date, timeZone);
  if (!orderDate && message.order_date.trim() !== '') leftOut.unshift('order_date');
  const delayDays = readDelay(message.delay);
  if (delayDays === null) leftOut.unshift('delay');
  const orderRef = toOneLine(message.order_ref);
  if (orderRef !== message.order_ref.trim()) leftOut.unshift('order_ref');
  const result = newOrderSchema.safeParse({
    orderRef,
    orderDate: (orderDate ?? at).toISOString(),
    delayDays: delayDays ?? undefined,
    customer: { firstName: message.firstname, lastName: message.lastname, email: message.email },
    products,
  });
  if (result.success) return { order: { ...result.data, orderDate: orderDate ?? at }, leftOut };
  const missing = new Set(
    result.error.issues.map(({ path }) => fieldNames[path.join('.')] ?? path.join('.')),
  );
  return { missing: [...missing], leftOut };
}

const fieldNames: Record<string, string> = { orderRef: 'order_ref', 'customer.email': 'email' };

/** Longer delays than we keep are our longest. Undefined: none stated; null: not a number of days. */
function readDelay(delay: string): number | undefined | null {
  if (delay.trim() === '') return undefined;
  return /^\d{1,5}$/.test(delay.trim()) ? Math.min(Number(delay), delayDaysMax) : null;
}

/** `2026-11-01 14:30:00`, `01/11/2026 14:30`, a date alone, ISO with an offset, or seconds or milliseconds since 1970. */
function readDate(value: string, timeZone: string): Date | null {
  const date = parseDate(value.trim(), timeZone);
  return date && isStatableYear(date.getUTCFullYear()) ? date : null;
}

function parseDate(text: string, timeZone: string): Date | null {
  if (/^\d{9,11}$/.test(text)) return new Date(Number(text) * 1000);
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text));
  if (/\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text);
  const found =
    /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)(?:[ T](?<h>\d\d):(?<i>\d\d))?/.exec(text) ??
    /^(?<d>\d\d)[/.-](?<m>\d\d)[/.-](?<y>\d{4})(?:[ T](?<h>\d\d):(?<i>\d\d))?/.exec(text);
  if (!found?.groups) return null;
  const { y, m, d, h = '00', i = '00' } = found.groups;
  const wall = new Date(`${y}-${m}-${d}T${h}:${i}:00Z`);
  // 31 February would be a day in March.
  return wall.getUTCDate() === Number(d) ? instantOf(wall.getTime(), timeZone) : null;
}
