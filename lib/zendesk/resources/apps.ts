/** Private apps, as far as the sidebar's own server asks about them: the key of signed openings. */
import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath } from '@/lib/zendesk/resources/identifiers';

const pem = /^\s*-----BEGIN (RSA )?PUBLIC KEY-----[\s\S]+-----END \1?PUBLIC KEY-----\s*$/;

/** Either way to write an RSA key; kept in the one that signatures are verified with (SPKI). */
const pemSchema = z
  .string()
  .regex(pem)
  .transform((text, context) => {
    try {
      return createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString();
    } catch {
      context.addIssue({ code: 'custom', message: 'not a public key' });
      return z.NEVER;
    }
  });

/**
 * The public half of the key that signs an app's openings, as PEM.
 * @throws ZendeskError `not_found` for an unknown app.
 */
export function getAppPublicKey(client: ZendeskClient, appId: number): Promise<string> {
  return client.request({
    method: 'GET',
    path: apiPath('apps', appId, 'public_key'),
    format: 'text',
    schema: pemSchema,
  });
}
