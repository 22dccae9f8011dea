/** Views, macros and service level policies behind one set of verbs, so that whoever makes a desk knows no kind by name. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import type { DeskBody, DeskKind } from '@/lib/zendesk/objects/deskParts';
import {
  createMacro,
  deleteMacro,
  listMacros,
  replaceMacro,
  type Macro,
} from '@/lib/zendesk/resources/macros';
import {
  createSlaPolicy,
  deleteSlaPolicy,
  listSlaPolicies,
  replaceSlaPolicy,
  startsOnOurTickets,
  type SlaPolicy,
} from '@/lib/zendesk/resources/slaPolicies';
import { getCurrentUser } from '@/lib/zendesk/resources/users';
import { createView, deleteView, listViews, replaceView, type View } from '@/lib/zendesk/resources/views';

export type DeskRow = { id: number; description: string; body: DeskBody };

type Verbs = {
  /** Null where the account's plan has nothing of this kind. */
  list(client: ZendeskClient): Promise<DeskRow[] | null>;
  create(client: ZendeskClient, body: DeskBody, description: string): Promise<DeskRow>;
  replace(client: ZendeskClient, id: number, body: DeskBody, description: string): Promise<DeskRow>;
  remove(client: ZendeskClient, id: number): Promise<unknown>;
};

const filterOf = (filter: View['conditions']) => ({ all: filter?.all ?? [], any: filter?.any ?? [] });

function fromView({ id, title, description, active, conditions, execution }: View): DeskRow {
  const columns = (execution?.columns ?? []).map((column) => column.id);
  const sortBy = [execution?.sort_by, execution?.sort_order].filter(Boolean).join(' ');
  const shared = { title: title ?? '', active: active !== false };
  return {
    id,
    description: description ?? '',
    body: { kind: 'view', ...shared, columns, sortBy, ...filterOf(conditions) },
  };
}

function toView(body: DeskBody, description: string) {
  if (body.kind !== 'view') throw new TypeError('Not a view.');
  const { title, active, all, any, columns } = body;
  const [sort_by = '', sort_order = 'asc'] = body.sortBy.split(' ');
  const output = { columns, sort_by, sort_order: sort_order === 'desc' ? 'desc' : 'asc' } as const;
  return { title, description, active, all, any, output };
}

function fromMacro({ id, title, description, active, actions }: Macro): DeskRow {
  const body = { title: title ?? '', active: active !== false, actions: actions ?? [] };
  return { id, description: description ?? '', body: { kind: 'macro', ...body } };
}

function toMacro(body: DeskBody, description: string) {
  if (body.kind !== 'macro') throw new TypeError('Not a macro.');
  const { title, active, actions } = body;
  return { title, description, active, actions };
}

function fromSla(policy: SlaPolicy): DeskRow {
  const { id, title, description, filter, policy_metrics } = policy;
  const settings = (policy.metric_settings ?? policy.metrics_settings)?.first_reply_time;
  const targets = (policy_metrics ?? []).map((one) => ({
    ...one,
    business_hours: one.business_hours === true,
  }));
  const startsOnNotes = settings?.[startsOnOurTickets] === true;
  const body = { title: title ?? '', targets, startsOnNotes, ...filterOf(filter) };
  return { id, description: description ?? '', body: { kind: 'sla', ...body } };
}

function toSla(body: DeskBody, description: string) {
  if (body.kind !== 'sla') throw new TypeError('Not a service level policy.');
  const { title, all, any, targets } = body;
  const settings = { first_reply_time: { [startsOnOurTickets]: body.startsOnNotes } };
  return {
    title,
    description,
    filter: { all, any },
    policy_metrics: targets,
    metric_settings: settings,
    metrics_settings: settings,
  };
}

/** An administrator is refused policies by the plan alone; anybody else is refused as a person. */
async function listSla(client: ZendeskClient): Promise<DeskRow[] | null> {
  try {
    return (await listSlaPolicies(client)).map(fromSla);
  } catch (error) {
    if (!isZendeskError(error) || (error.kind !== 'forbidden' && error.kind !== 'not_found')) throw error;
    if ((await getCurrentUser(client)).role !== 'admin') throw error;
    return null;
  }
}

export const deskVerbs: Record<DeskKind, Verbs> = {
  view: {
    list: async (client) => (await listViews(client)).map(fromView),
    create: async (client, body, mark) => fromView(await createView(client, toView(body, mark))),
    replace: async (client, id, body, mark) => fromView(await replaceView(client, id, toView(body, mark))),
    remove: deleteView,
  },
  macro: {
    list: async (client) => (await listMacros(client)).map(fromMacro),
    create: async (client, body, mark) => fromMacro(await createMacro(client, toMacro(body, mark))),
    replace: async (client, id, body, mark) => fromMacro(await replaceMacro(client, id, toMacro(body, mark))),
    remove: deleteMacro,
  },
  sla: {
    list: listSla,
    create: async (client, body, mark) => fromSla(await createSlaPolicy(client, toSla(body, mark))),
    replace: async (client, id, body, mark) => fromSla(await replaceSlaPolicy(client, id, toSla(body, mark))),
    remove: deleteSlaPolicy,
  },
};
