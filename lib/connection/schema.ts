/**
 * What the connection form sends: shared by the form in the browser and the routes that take it. Chat and moderation are settings
 * of the website, with or without Zendesk: their schemas are in lib/websites.
 */
import { z } from 'zod';
import { parseEmail } from '@/lib/platform/text/emailAddress';
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

const choiceId = z.int().positive().nullable();
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const ticketTypes = ['question', 'incident', 'problem', 'task'] as const;
export const ticketScopes = ['in_moderation', 'rating_at_most', 'all'] as const;
export const requesterModes = ['author', 'integration_user'] as const;

/** As Zendesk keeps tags: lower case, without spaces or commas. Ours (`vr_…`) are set by the product alone. */
const ticketTag = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((tag, context) => {
    const isPlain = /^[^\s,"'<>&]{1,80}$/.test(tag);
    const code = !isPlain ? 'tag_invalid' : /^(?:vr_|verified_reviews$)/.test(tag) ? 'tag_reserved' : null;
    if (code) context.addIssue({ code: 'custom', message: code, params: { code } });
  });

/** A user of the account, by number or address, as the engine compares it. */
const botUser = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((user, context) => {
    const isUser = /^[1-9]\d{0,15}$/.test(user) || parseEmail(user) !== null;
    if (!isUser)
      context.addIssue({ code: 'custom', message: 'bot_invalid', params: { code: 'bot_invalid' } });
  });
const botUsersMax = 50;

/** Which reviews become tickets, in whose name, what the tickets are given, and whose words in them are no replies. */
export const ticketSettingsInput = z.strictObject({
  requesterMode: z.enum(requesterModes),
  ticketScope: z.enum(ticketScopes),
  /** Used with `rating_at_most` only. */
  maxRating: z.int().min(1).max(5),
  groupId: choiceId,
  assigneeId: choiceId,
  brandId: choiceId,
  formId: choiceId,
  priority: z.enum(ticketPriorities).nullable(),
  type: z.enum(ticketTypes).nullable(),
  tags: z.array(ticketTag).max(20),
  /** Users who are no persons: what they write is no reply. */
  botUsers: z.array(botUser).max(botUsersMax),
  version: z.int().min(1),
});
export type TicketSettingsInput = z.output<typeof ticketSettingsInput>;

/** What the form holds: the tags as one line of text, the users one a line. */
export type TicketSettingsValues = Omit<TicketSettingsInput, 'tags' | 'botUsers'> & {
  tags: string;
  botUsers: string;
};

/** One field holds a whole list, so what is wrong with one entry is said of the field. */
function findIssue(path: string, entries: readonly string[], schema: typeof ticketTag) {
  const issue = entries.map((entry) => schema.safeParse(entry).error?.issues[0]).find((found) => found);
  return issue?.code === 'custom' ? { ...issue, code: 'custom' as const, path: [path] } : null;
}

export const ticketSettingsForm = z
  .custom<TicketSettingsValues>()
  .transform((values, context) => {
    const tags = values.tags.split(/[\s,;]+/).filter(Boolean);
    const botUsers = values.botUsers.split(/[\s,;]+/).filter(Boolean);
    for (const issue of [findIssue('tags', tags, ticketTag), findIssue('botUsers', botUsers, botUser)])
      if (issue)
        context.addIssue({ code: 'custom', path: issue.path, message: issue.message, params: issue.params });
    return { ...values, tags, botUsers };
  })
  .pipe(ticketSettingsInput);

export const copySettingsInput = z.strictObject({
  from: z.uuid(),
  parts: z.array(z.enum(['tickets', 'moderation', 'chat'])).min(1),
});
export type CopySettingsInput = z.output<typeof copySettingsInput>;

/** From password or token to the merchant's own OAuth client, in the same account. */
export const moveInput = z.strictObject({ clientId, secret: z.string().trim().min(1).max(1000), version });
export type MoveInput = z.output<typeof moveInput>;
