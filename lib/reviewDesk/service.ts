/**
 * The review desk of a website: what is in the account beside what would be there, made and changed and taken away. One run per
 * connection at a time; nothing is kept here, so a run that was killed is simply done again.
 */
import { openClient } from '@/lib/connection/connections';
import { withObjects } from '@/lib/connection/objects';
import { toAppError } from '@/lib/connection/zendeskFault';
import { audit, type AuditAction, type Caller } from '@/lib/platform/audit';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { DeskInput } from '@/lib/reviewDesk/schema';
import { wantedDesk } from '@/lib/reviewDesk/wanted';
import type { ZendeskClient } from '@/lib/zendesk/client';
import {
  applyDesk,
  examineDesk,
  removeDesk,
  type DeskChange,
  type DeskExamination,
  type WantedDeskObject,
} from '@/lib/zendesk/objects/desk';

export type DeskPreview = DeskExamination & {
  /** Zendesk counts a policy by the ticket's priority: without one nothing is counted. */
  givesPriority: boolean;
};

type Subject = {
  connectionId: string;
  client: ZendeskClient;
  wanted: WantedDeskObject[];
  givesPriority: boolean;
};

/** @throws AppError `connection_missing`. */
async function openSubject(websiteId: string): Promise<Subject> {
  const row = await db.zendeskConnection.findUnique({
    where: { websiteId },
    include: { objects: true, website: true },
  });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  const { name, locale } = row.website;
  const fieldId = row.objects?.idCustomField == null ? null : Number(row.objects.idCustomField);
  return {
    connectionId: row.id,
    client: await openClient(row.id),
    wanted: wantedDesk({ id: websiteId, name, locale, fieldId }),
    givesPriority: row.ticketPriority !== null,
  };
}

/** @throws AppError `connection_missing`, `zendesk_refused`, `zendesk_unreachable`. */
export async function previewDesk(websiteId: string): Promise<DeskPreview> {
  const { client, wanted, givesPriority } = await openSubject(websiteId);
  try {
    return { ...(await examineDesk(client, websiteId, wanted)), givesPriority };
  } catch (error) {
    throw toAppError(error);
  }
}

export type DeskOutcome = { changes: DeskChange[]; preview: DeskPreview };

/** @throws AppError as `previewDesk`, and `conflict`; what was done until then stays, and doing it again goes on from there. */
export function makeDesk(caller: Caller, { accepted }: DeskInput): Promise<DeskOutcome> {
  return run(caller, 'zendesk.desk_made', ({ client, wanted }) =>
    applyDesk(client, caller.websiteId, wanted, accepted),
  );
}

/** Everything of the desk goes, edited objects only as the person saw them. @throws AppError as `makeDesk`. */
export function clearDesk(caller: Caller, { accepted }: DeskInput): Promise<DeskOutcome> {
  return run(caller, 'zendesk.desk_removed', ({ client }) => removeDesk(client, caller.websiteId, accepted));
}

async function run(
  caller: Caller,
  action: AuditAction,
  work: (subject: Subject) => Promise<DeskChange[]>,
): Promise<DeskOutcome> {
  const { connectionId } = await openSubject(caller.websiteId);
  try {
    const changes = await withObjects(connectionId, async (signal) => {
      // Opened anew: somebody may have saved the connection while we waited for our turn.
      const subject = await openSubject(caller.websiteId);
      const client: ZendeskClient = {
        baseUrl: subject.client.baseUrl,
        request: (wanted) => subject.client.request({ ...wanted, signal }),
      };
      return work({ ...subject, client });
    });
    const done = changes.filter(({ act }) => act !== 'kept');
    if (done.length > 0) await transaction((tx) => audit(tx, caller, action, { changes: done }));
    return { changes, preview: await previewDesk(caller.websiteId) };
  } catch (error) {
    throw toAppError(error);
  }
}
