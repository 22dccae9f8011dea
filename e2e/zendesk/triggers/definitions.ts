import type { Account } from '../state/account';

export interface Subject {
  title: string;
  subject: string;
  group: string;
  operators: string[];
  values?: string[];
}

const CHANGE_OPERATORS = [
  'changed',
  'value',
  'value_previous',
  'not_changed',
  'not_value',
  'not_value_previous',
];
const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

/** What conditions may test: the one table that validation and `/triggers/definitions` both read. */
export function conditionSubjects(account: Account): Subject[] {
  const reference = ['is', 'is_not', ...CHANGE_OPERATORS];
  const text = ['includes', 'not_includes', 'is', 'is_not'];
  return [
    {
      title: 'Status',
      subject: 'status',
      group: 'ticket',
      operators: ['is', 'is_not', 'less_than', 'greater_than', ...CHANGE_OPERATORS],
      values: STATUSES,
    },
    {
      title: 'Ticket',
      subject: 'update_type',
      group: 'ticket',
      operators: ['is'],
      values: ['Create', 'Change'],
    },
    {
      title: 'Comment',
      subject: 'comment_is_public',
      group: 'ticket',
      operators: ['is'],
      values: ['true', 'false', 'not_relevant', 'requester_can_see_comment'],
    },
    { title: 'Tags', subject: 'current_tags', group: 'ticket', operators: ['includes', 'not_includes'] },
    {
      title: 'Priority',
      subject: 'priority',
      group: 'ticket',
      operators: ['is', 'is_not', 'less_than', 'greater_than', ...CHANGE_OPERATORS],
    },
    { title: 'Type', subject: 'type', group: 'ticket', operators: reference },
    { title: 'Group', subject: 'group_id', group: 'ticket', operators: reference },
    { title: 'Assignee', subject: 'assignee_id', group: 'ticket', operators: reference },
    { title: 'Requester', subject: 'requester_id', group: 'ticket', operators: reference },
    { title: 'Organization', subject: 'organization_id', group: 'ticket', operators: reference },
    { title: 'Brand', subject: 'brand_id', group: 'ticket', operators: reference },
    { title: 'Form', subject: 'ticket_form_id', group: 'ticket', operators: reference },
    { title: 'Channel', subject: 'via_id', group: 'ticket', operators: ['is', 'is_not'] },
    { title: 'Update via', subject: 'current_via_id', group: 'ticket', operators: ['is', 'is_not'] },
    {
      title: 'Privacy',
      subject: 'ticket_is_public',
      group: 'ticket',
      operators: ['is', 'is_not'],
      values: ['public', 'private'],
    },
    { title: 'Current user', subject: 'role', group: 'ticket', operators: ['is', 'is_not'] },
    { title: 'Subject text', subject: 'subject_includes_word', group: 'ticket', operators: text },
    { title: 'Comment text', subject: 'comment_includes_word', group: 'ticket', operators: text },
    { title: 'Description', subject: 'description_includes_word', group: 'ticket', operators: text },
    ...account.fields
      .all()
      .filter((field) => !field.isSystem)
      .map((field) => ({
        title: field.title,
        subject: `custom_fields_${String(field.id)}`,
        group: 'custom_fields',
        operators: [
          'is',
          'is_not',
          'present',
          'not_present',
          'includes',
          'not_includes',
          'less_than',
          'greater_than',
          ...CHANGE_OPERATORS,
        ],
      })),
  ];
}

const ACTIONS = [
  ...['status', 'priority', 'type', 'group_id', 'assignee_id', 'set_tags', 'current_tags', 'remove_tags'],
  ...['notification_user', 'notification_group', 'notification_webhook', 'notification_target', 'subject'],
  ...['brand_id', 'ticket_form_id', 'custom_status_id', 'follower', 'cc'],
];

export function actionSubjects(account: Account): string[] {
  const fields = account.fields.all().filter((field) => !field.isSystem);
  return [...ACTIONS, ...fields.map((field) => `custom_fields_${String(field.id)}`)];
}

/** The body of `/triggers/definitions`, in the shape of its documented example. */
export function presentDefinitions(account: Account) {
  const conditions = conditionSubjects(account).map((subject) => ({
    title: subject.title,
    subject: subject.subject,
    type: subject.values ? 'list' : 'text',
    group: subject.group,
    nullable: false,
    repeatable: false,
    operators: subject.operators.map((value) => ({
      value,
      title: value,
      terminal: CHANGE_OPERATORS.slice(0, 1).includes(value),
    })),
    ...(subject.values
      ? { values: subject.values.map((value) => ({ value, title: value, enabled: true })) }
      : {}),
  }));
  return {
    definitions: {
      conditions_all: conditions,
      conditions_any: conditions,
      actions: actionSubjects(account).map((subject) => ({
        title: subject,
        subject,
        type: 'text',
        group: 'ticket',
        nullable: false,
        repeatable: subject.startsWith('notification_'),
      })),
    },
  };
}
