/**
 * What the tickets of a website are given in the account. The choices are the account's own, read when they are asked for; what is
 * saved must be among them. Saving brings the account's objects in line and tells what was changed there.
 */
import { audit, type Caller } from '@/lib/platform/audit';
import { openClient } from '@/lib/connection/connections';
import { lockConnection } from '@/lib/connection/connectionStore';
import { setUpObjects } from '@/lib/connection/objects';
import type { TicketSettingsInput } from '@/lib/connection/schema';
import { findConnection, type Saved } from '@/lib/connection/service';
import { toAppError } from '@/lib/connection/zendeskFault';
import { transaction } from '@/lib/platform/db/client';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { isZendeskError } from '@/lib/zendesk/errors';
import {
  listAssignees,
  listBrands,
  listForms,
  listGroups,
  type Choice,
} from '@/lib/zendesk/resources/choices';

export type TicketSettings = TicketSettingsInput;

type Columns = Pick<
  ZendeskConnection,
  | 'requesterMode'
  | 'ticketScope'
  | 'ticketMaxRating'
  | 'ticketGroupId'
  | 'ticketAssigneeId'
  | 'ticketBrandId'
  | 'ticketFormId'
  | 'ticketPriority'
  | 'ticketType'
  | 'ticketTags'
  | 'botUsers'
  | 'ticketVersion'
>;

const toNumber = (id: bigint | null) => (id === null ? null : Number(id));

export function toTicketSettings(row: Columns): TicketSettings {
  return {
    requesterMode: row.requesterMode,
    ticketScope: row.ticketScope,
    maxRating: row.ticketMaxRating ?? 2,
    groupId: toNumber(row.ticketGroupId),
    assigneeId: toNumber(row.ticketAssigneeId),
    brandId: toNumber(row.ticketBrandId),
    formId: toNumber(row.ticketFormId),
    priority: row.ticketPriority as TicketSettings['priority'],
    type: row.ticketType as TicketSettings['type'],
    tags: row.ticketTags,
    botUsers: row.botUsers,
    version: row.ticketVersion,
  };
}

function toColumns(input: TicketSettingsInput): Omit<Columns, 'ticketVersion'> {
  const id = (value: number | null) => (value === null ? null : BigInt(value));
  return {
    requesterMode: input.requesterMode,
    ticketScope: input.ticketScope,
    ticketMaxRating: input.ticketScope === 'rating_at_most' ? input.maxRating : null,
    ticketGroupId: id(input.groupId),
    ticketAssigneeId: id(input.assigneeId),
    ticketBrandId: id(input.brandId),
    ticketFormId: id(input.formId),
    ticketPriority: input.priority,
    ticketType: input.type,
    ticketTags: [...new Set(input.tags)],
    botUsers: [...new Set(input.botUsers)],
  };
}

export type TicketChoices = { groups: Choice[]; brands: Choice[]; forms: Choice[]; assignees: Choice[] };

/** An account whose plan has no forms refuses the list: there is then nothing to choose. */
async function orNone(list: Promise<Choice[]>): Promise<Choice[]> {
  try {
    return await list;
  } catch (error) {
    if (isZendeskError(error) && (error.kind === 'forbidden' || error.kind === 'not_found')) return [];
    throw error;
  }
}

/**
 * What the account offers now.
 * @throws AppError `connection_missing`, `zendesk_refused`, `zendesk_unreachable`.
 */
export async function listChoices(websiteId: string): Promise<TicketChoices> {
  const connection = await findConnection(websiteId);
  if (!connection) throw new AppError('connection_missing');
  try {
    const client = await openClient(connection.id);
    const [groups, brands, forms, assignees] = await Promise.all([
      listGroups(client),
      orNone(listBrands(client)),
      orNone(listForms(client)),
      listAssignees(client),
    ]);
    return { groups, brands, forms, assignees };
  } catch (error) {
    throw toAppError(error);
  }
}

/** A choice that is gone by now would make Zendesk refuse every ticket. @throws AppError `invalid_input` naming the field. */
function requireChoices(input: TicketSettingsInput, choices: TicketChoices): void {
  const asked = [
    ['groupId', choices.groups],
    ['assigneeId', choices.assignees],
    ['brandId', choices.brands],
    ['formId', choices.forms],
  ] as const;
  const fields = asked
    .filter(([path, list]) => input[path] !== null && !list.some(({ id }) => id === input[path]))
    .map(([path]) => ({ path, code: 'choice_gone', message: 'The account does not offer this any more.' }));
  if (fields.length > 0) throw new AppError('invalid_input', { detail: fields[0]?.message, fields });
}

const hasChoice = ({ groupId, assigneeId, brandId, formId }: TicketSettingsInput) =>
  [groupId, assigneeId, brandId, formId].some((id) => id !== null);

/**
 * Saves, then brings the objects in the account in line: they are looked over as on every save, and our field is put on the form.
 * Tickets that exist are left as agents have arranged them; the next ones follow the settings.
 * @throws AppError `connection_missing`, `version_conflict`, `invalid_input`, `zendesk_refused`, `zendesk_unreachable`.
 */
export async function saveTicketSettings(
  caller: Caller,
  input: TicketSettingsInput,
): Promise<{ settings: TicketSettings } & Saved> {
  const before = await findConnection(caller.websiteId);
  if (!before || before.state === 'disconnected') throw new AppError('connection_missing');
  // Without a choice there is nothing to compare: such settings can be saved while Zendesk is away.
  if (hasChoice(input)) requireChoices(input, await listChoices(caller.websiteId));
  const stored = await transaction(async (tx) => {
    const row = await lockConnection(tx, caller.websiteId);
    if (!row || row.state === 'disconnected' || row.subdomain !== before.subdomain)
      throw new AppError('connection_missing');
    if (row.ticketVersion !== input.version)
      throw new AppError('version_conflict', {
        detail: 'Somebody saved these settings meanwhile; reload them.',
        params: { version: row.ticketVersion },
      });
    const data = { ...toColumns(input), ticketVersion: input.version + 1 };
    const saved = await tx.zendeskConnection.update({ where: { id: row.id }, data });
    const { version: _version, ...values } = toTicketSettings(saved);
    await audit(tx, caller, 'zendesk.ticket_settings_saved', values);
    return { ...saved, objects: row.objects };
  });
  const { fault, changes } = await setUpObjects(caller, stored);
  return { settings: toTicketSettings(stored), setupFault: fault, changes };
}
