/** The account's settings, as far as the connection depends on them. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, flagSchema } from '@/lib/zendesk/resources/identifiers';

const optionalFlag = flagSchema.nullish().catch(null);

const settingsAnswer = z.looseObject({
  settings: z.looseObject({
    api: z.looseObject({ api_password_access: optionalFlag, api_token_access: optionalFlag }).nullish(),
    tickets: z
      .looseObject({
        is_first_comment_private_enabled: optionalFlag,
        comments_public_by_default: optionalFlag,
        agent_ticket_deletion: optionalFlag,
      })
      .nullish(),
    agents: z.looseObject({ agent_workspace: optionalFlag }).nullish(),
    apps: z.looseObject({ create_private: optionalFlag }).nullish(),
  }),
});

/** Null where the account does not say. */
export type AccountSettings = {
  passwordAccess: boolean | null;
  tokenAccess: boolean | null;
  privateFirstComment: boolean | null;
  /** Whether the account's plan takes private apps. */
  privateApps: boolean | null;
  /** Whether comments can be redacted whole, links and pictures included. */
  agentWorkspace: boolean | null;
  /** Whether agents may delete tickets. */
  ticketDeletion: boolean | null;
};

/** Readable by agents and administrators. */
export async function getAccountSettings(
  client: ZendeskClient,
  options: { signal?: AbortSignal } = {},
): Promise<AccountSettings> {
  const { settings } = await client.request({
    method: 'GET',
    path: apiPath('account', 'settings'),
    schema: settingsAnswer,
    signal: options.signal,
  });
  return {
    passwordAccess: settings.api?.api_password_access ?? null,
    tokenAccess: settings.api?.api_token_access ?? null,
    privateFirstComment: settings.tickets?.is_first_comment_private_enabled ?? null,
    privateApps: settings.apps?.create_private ?? null,
    agentWorkspace: settings.agents?.agent_workspace ?? null,
    ticketDeletion: settings.tickets?.agent_ticket_deletion ?? null,
  };
}
