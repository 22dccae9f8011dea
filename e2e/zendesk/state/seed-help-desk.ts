import type { Account } from './account';
import type { NamedRow, TicketFieldRow } from './help-desk-rows';
import type { Table } from './table';

const SYSTEM_FIELDS: [type: string, fr: string, en: string][] = [
  ['subject', 'Sujet', 'Subject'],
  ['description', 'Description', 'Description'],
  ['status', 'Statut', 'Status'],
  ['tickettype', 'Type', 'Type'],
  ['priority', 'Priorité', 'Priority'],
  ['group', 'Groupe', 'Group'],
  ['assignee', 'Assigné', 'Assignee'],
];

/** The objects every new account comes with: group, brand, form, system fields and the two mailing triggers. */
export function seedHelpDesk(account: Account, createdAt: string): void {
  const isFrench = account.row.locale === 'fr';
  addNamed(account, account.groups, 'Support', createdAt);
  addNamed(account, account.brands, account.row.name, createdAt);
  addNamed(account, account.forms, isFrench ? 'Formulaire par défaut' : 'Default Ticket Form', createdAt);
  SYSTEM_FIELDS.forEach(([type, fr, en], position) => {
    account.fields.save(toSystemField(account, type, isFrench ? fr : en, position, createdAt));
  });
  const category = account.categories.save({
    id: String(account.nextId()),
    name: isFrench ? 'Notifications' : 'Notifications',
    position: 0,
    createdAt,
    updatedAt: createdAt,
  });
  seedMailingTriggers(account, category.id, createdAt);
  seedClosingAutomation(account, createdAt);
}

/** The automation every account comes with: solved tickets are closed after four days. */
function seedClosingAutomation(account: Account, createdAt: string): void {
  account.automations.save({
    id: account.nextId(),
    title:
      account.row.locale === 'fr'
        ? 'Fermer le ticket 4 jours après sa résolution'
        : 'Close ticket 4 days after status is set to solved',
    active: true,
    position: 1,
    isDefault: true,
    conditions: {
      all: [
        { field: 'status', operator: 'is', value: 'solved' },
        { field: 'SOLVED', operator: 'greater_than', value: '95' },
      ],
      any: [],
    },
    actions: [{ field: 'status', value: 'closed' }],
    createdAt,
    updatedAt: createdAt,
  });
}

/**
 * The two default triggers that mail requesters. They are what an integration must not set off when it creates
 * tickets about reviews; without them that guarantee could not be tested.
 */
function seedMailingTriggers(account: Account, categoryId: string, createdAt: string): void {
  const isFrench = account.row.locale === 'fr';
  const common = {
    active: true,
    isDefault: true,
    description: null,
    categoryId,
    createdAt,
    updatedAt: createdAt,
  };
  account.triggers.save({
    ...common,
    id: account.nextId(),
    title: isFrench ? 'Avertir le demandeur du ticket reçu' : 'Notify requester of received ticket',
    position: 1,
    conditions: {
      all: [
        { field: 'update_type', operator: 'is', value: 'Create' },
        { field: 'comment_is_public', operator: 'is', value: 'requester_can_see_comment' },
      ],
      any: [],
    },
    actions: [
      {
        field: 'notification_user',
        value: isFrench
          ? ['requester_id', '[Demande reçue] {{ticket.title}}', 'Votre demande ({{ticket.id}}) a été reçue.']
          : [
              'requester_id',
              '[Request received] {{ticket.title}}',
              'Your request ({{ticket.id}}) was received.',
            ],
      },
    ],
  });
  account.triggers.save({
    ...common,
    id: account.nextId(),
    title: isFrench
      ? 'Avertir le demandeur et les CC des mises à jour'
      : 'Notify requester and CCs of comment update',
    position: 2,
    conditions: {
      all: [
        { field: 'update_type', operator: 'is', value: 'Change' },
        { field: 'comment_is_public', operator: 'is', value: 'true' },
        { field: 'comment_is_public', operator: 'is', value: 'requester_can_see_comment' },
      ],
      any: [],
    },
    actions: [
      {
        field: 'notification_user',
        value: ['requester_id', 'Re: {{ticket.title}}', '{{ticket.latest_public_comment}}'],
      },
    ],
  });
}

function addNamed(account: Account, table: Table<NamedRow>, name: string, createdAt: string): void {
  table.save({ id: account.nextId(), name, active: true, default: true, createdAt, updatedAt: createdAt });
}

function toSystemField(
  account: Account,
  type: string,
  title: string,
  position: number,
  createdAt: string,
): TicketFieldRow {
  return {
    id: account.nextId(),
    type,
    title,
    description: '',
    position,
    active: true,
    required: false,
    collapsedForAgents: false,
    regexp: null,
    titleInPortal: title,
    visibleInPortal: type === 'subject' || type === 'description',
    editableInPortal: type === 'subject' || type === 'description',
    requiredInPortal: type === 'subject' || type === 'description',
    tag: null,
    agentDescription: null,
    options: null,
    isSystem: true,
    createdAt,
    updatedAt: createdAt,
  };
}
