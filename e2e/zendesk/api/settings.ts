import { allow } from '../http/auth';
import { pathId } from '../http/body';
import type { PracticeApp } from '../http/context';
import { recordNotFound } from '../http/errors';
import { wantsCursor, cursorPage } from '../http/pages';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { NamedRow } from '../state/help-desk-rows';
import type { Store } from '../state/store';
import { listAddress } from './request';

/** The two access flags are strings, as in Zendesk. */
function presentSettings(account: Account) {
  const { settings } = account.row;
  return {
    settings: {
      branding: { header_color: '03363d' },
      api: {
        accepted_api_agreement: true,
        api_password_access: String(settings.passwordAccess),
        api_token_access: String(settings.tokenAccess),
      },
      apps: { create_private: settings.appsCreatePrivate, create_public: false, use: true },
      limits: { attachment_size: 52428800 },
      localization: { locale_ids: [account.row.locale === 'fr' ? 16 : 1] },
      agents: { agent_workspace: !settings.lacksAgentWorkspace },
      tickets: {
        agent_ticket_deletion: !settings.forbidsTicketDeletion,
        private_attachments: settings.privateAttachments,
        is_first_comment_private_enabled: settings.isFirstCommentPrivateEnabled,
        comments_public_by_default: settings.commentsPublicByDefault,
      },
    },
  };
}

const LISTS = [
  { path: 'brands', one: 'brand', table: 'brands' },
  { path: 'groups', one: 'group', table: 'groups' },
  { path: 'ticket_forms', one: 'ticket_form', table: 'forms' },
] as const;

function presentNamed(store: Store, account: Account, path: string, row: NamedRow) {
  const base = `${store.baseUrl(account)}/api/v2/${path}/${String(row.id)}.json`;
  const common = {
    url: base,
    id: row.id,
    name: row.name,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
  if (path === 'groups')
    return { ...common, description: '', default: row.default, deleted: !row.active, is_public: true };
  if (path === 'brands') {
    const { subdomain } = account;
    return {
      ...common,
      subdomain,
      brand_url: store.baseUrl(account),
      active: row.active,
      default: row.default,
      has_help_center: false,
      ticket_form_ids: [],
    };
  }
  return {
    ...common,
    raw_name: row.name,
    display_name: row.name,
    raw_display_name: row.name,
    end_user_visible: true,
    position: 1,
    active: row.active,
    default: row.default,
    ticket_field_ids: account.fields.all().map((field) => field.id),
    in_all_brands: true,
    restricted_brand_ids: [],
  };
}

/** Account settings and the small lists an integration offers as choices. */
export function mountSettings(api: PracticeApp): void {
  api.get('/account/settings', allow('agent', 'account'), (c) => json(c, presentSettings(c.get('account'))));
  for (const { path, one, table } of LISTS) {
    api.get(`/${path}`, allow('agent', path), (c) => {
      const account = c.get('account');
      const { store } = c.get('practice');
      const rows = account[table].all().filter((row) => row.active);
      if (wantsCursor(c)) {
        const { items, meta, links } = cursorPage(c, rows, listAddress(c));
        return json(c, { [path]: items.map((row) => presentNamed(store, account, path, row)), meta, links });
      }
      const body = rows.map((row) => presentNamed(store, account, path, row));
      return json(c, { [path]: body, count: body.length, next_page: null, previous_page: null });
    });
    api.get(`/${path}/:id`, allow('agent', path), (c) => {
      const account = c.get('account');
      const row = account[table].get(pathId(c));
      if (!row) throw recordNotFound();
      return json(c, { [one]: presentNamed(c.get('practice').store, account, path, row) });
    });
  }
}
