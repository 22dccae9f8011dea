/** Zendesk's ids are integers below 2^53, now and then written as text; webhooks and trigger categories have text ids. */
import { z } from 'zod';

const digits = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .transform(Number);

export const idSchema = z.union([z.int(), digits.pipe(z.int())]);
export const textIdSchema = z.union([z.string().min(1), z.number().transform(String)]);

/** The flags of the account settings are text, those of records are not; both are understood. */
export const flagSchema = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

/** `/api/v2` and the parts, each escaped: an id can never reach another path. */
export function apiPath(...parts: (string | number)[]): string {
  return ['/api/v2', ...parts.map((part) => encodeURIComponent(part))].join('/');
}
