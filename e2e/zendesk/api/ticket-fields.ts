import { allow } from '../http/auth';
import { optionalText, pathId, readRecord } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { blank, recordInvalid, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { TicketFieldRow } from '../state/help-desk-rows';
import type { Store } from '../state/store';
import { applyField, emptyField, FIELD_TYPES } from '../tickets/field-records';

function presentField(store: Store, account: Account, field: TicketFieldRow) {
  return {
    url: `${store.baseUrl(account)}/api/v2/ticket_fields/${String(field.id)}.json`,
    id: field.id,
    type: field.type,
    title: field.title,
    raw_title: field.title,
    description: field.description,
    raw_description: field.description,
    position: field.position,
    active: field.active,
    required: field.required,
    collapsed_for_agents: field.collapsedForAgents,
    regexp_for_validation: field.regexp,
    title_in_portal: field.titleInPortal,
    raw_title_in_portal: field.titleInPortal,
    visible_in_portal: field.visibleInPortal,
    editable_in_portal: field.editableInPortal,
    required_in_portal: field.requiredInPortal,
    tag: field.tag,
    created_at: field.createdAt,
    updated_at: field.updatedAt,
    removable: !field.isSystem,
    key: null,
    agent_description: field.agentDescription,
    ...(field.options
      ? { custom_field_options: field.options.map((option) => ({ ...option, raw_name: option.name })) }
      : {}),
  };
}

async function createField(c: PracticeContext): Promise<Response> {
  const record = await readRecord(c, 'ticket_field');
  const account = c.get('account');
  const type = optionalText(record.type, 'type') ?? 'text';
  if (!FIELD_TYPES.includes(type)) {
    throw recordInvalid({ type: [{ description: 'Type: is invalid', error: 'InvalidValue' }] });
  }
  if (type === 'regexp' && !record.regexp_for_validation) throw blank('regexp_for_validation', 'Regexp');
  const field = account.fields.save(applyField(account, emptyField(account, type), record));
  const { store } = c.get('practice');
  c.header('location', `${store.baseUrl(account)}/api/v2/ticket_fields/${String(field.id)}.json`);
  return json(c, { ticket_field: presentField(store, account, field) }, 201);
}

function fieldInPath(c: PracticeContext): TicketFieldRow {
  const field = c.get('account').fields.get(pathId(c));
  if (!field) throw recordNotFound();
  return field;
}

/** Ticket fields: agents read, administrators write. */
export function mountTicketFields(api: PracticeApp): void {
  const present = (c: PracticeContext, field: TicketFieldRow) =>
    presentField(c.get('practice').store, c.get('account'), field);
  api.get('/ticket_fields', allow('agent', 'ticket_fields'), (c) => {
    const withCreator =
      c.req.query('creator') === 'true' ? { creator_user_id: -1, creator_app_name: null } : {};
    const fields = c
      .get('account')
      .fields.all()
      .map((field) => ({ ...present(c, field), ...withCreator }));
    return json(c, { ticket_fields: fields, next_page: null, previous_page: null, count: fields.length });
  });
  api.post('/ticket_fields', allow('admin', 'ticket_fields'), createField);
  api.get('/ticket_fields/:id', allow('agent', 'ticket_fields'), (c) =>
    json(c, { ticket_field: present(c, fieldInPath(c)) }),
  );
  api.put('/ticket_fields/:id', allow('admin', 'ticket_fields'), async (c) => {
    const record = await readRecord(c, 'ticket_field');
    const account = c.get('account');
    return json(c, {
      ticket_field: present(c, account.fields.save(applyField(account, fieldInPath(c), record))),
    });
  });
  api.delete('/ticket_fields/:id', allow('admin', 'ticket_fields'), (c) => {
    const field = fieldInPath(c);
    // The facts are silent: a system field is not removable, so the plain refusal of records is used.
    if (field.isSystem) throw recordInvalid({ base: [{ description: 'System fields cannot be deleted' }] });
    c.get('account').fields.delete(field.id);
    return c.body(null, 204);
  });
}
