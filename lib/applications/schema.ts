/**
 * What the connection form sends: shared by the form in the browser and the routes that take it. Chat and moderation are settings
 * of the website, with or without Zendesk: their schemas are in lib/websites.
 */
import { z } from 'zod';
import { parseSubdomain } from '@/lib/zendesk/account';

/** Version of the row the form was filled from; 0 when there was none. Another one in the database means somebody else saved. */
const version = z.int().min(0);

const subdomain = z
  .string()
  .max(300)
  .transform((text, context) => {
    try {
      return parseSubdomain(text);
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'subdomain_invalid',
        params: { code: 'subdomain_invalid' },
      });
      return z.NEVER;
    }
  });

/** Write-only: left out, the stored one is kept. Spaces and line ends around a pasted secret are never part of it. */
const secret = z.string().trim().min(1).max(1000).optional();
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
const clientId = z.string().trim().min(1).max(200);

/** In the order they are offered; the first only where this deployment has a client of its own at Zendesk. */
export const connectionMethods = ['oauth_code', 'oauth_client_credentials', 'api_token', 'password'] as const;
export type ConnectionMethod = (typeof connectionMethods)[number];

/** Whether the account's own triggers are kept from mailing the authors, who hear from us. */
const exemptNotifications = z.boolean().default(true);

const plain = { subdomain, exemptNotifications, version };
const shared = { ...plain, secret };

export const connectionInput = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('oauth_code'), ...plain }),
  z.strictObject({ method: z.literal('oauth_client_credentials'), clientId, ...shared }),
  z.strictObject({ method: z.literal('api_token'), email, ...shared }),
  z.strictObject({ method: z.literal('password'), email, ...shared }),
]);
export type ConnectionInput = z.output<typeof connectionInput>;

/** What the form holds: the fields of every method, so that changing the method loses nothing typed. */
export type ConnectionFormValues = {
  method: ConnectionMethod;
  subdomain: string;
  email: string;
  clientId: string;
  secret: string;
  exemptNotifications: boolean;
  version: number;
};

/** Only the chosen method's fields are sent, and an empty secret not at all. */
export const connectionForm = z
  .custom<ConnectionFormValues>()
  .transform(({ email, clientId, secret, ...values }) => {
    if (values.method === 'oauth_code') return values as z.input<typeof connectionInput>;
    const identity = values.method === 'oauth_client_credentials' ? { clientId } : { email };
    return { ...values, ...identity, ...(secret.trim() === '' ? {} : { secret }) } as z.input<
      typeof connectionInput
    >;
  })
  .pipe(connectionInput);

/** Sends the browser to the account to say yes. */
export const oneClickInput = z.strictObject({ ...plain, isSpare: z.boolean().default(false) });
export type OneClickInput = z.output<typeof oneClickInput>;

/** What Zendesk adds to the address it sends the browser back to. */
export const oneClickReturn = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
});

export const disconnectInput = z.strictObject({ version });
