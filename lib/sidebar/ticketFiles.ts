/** Files of a ticket as proof of a report: fetched by us from the account, at the moment the report is filed. */
import { z } from 'zod';
import { marketplaceHeaders } from '@/lib/connection/account';
import { openAccountAuth, openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { filesMax, fileMaxBytes } from '@/lib/moderationDesk/reportForm';
import type { TicketFile } from '@/lib/sidebar/view';
import { formatter } from '@/lib/platform/i18n/translator';
import { accountUrl } from '@/lib/zendesk/account';
import { isZendeskError } from '@/lib/zendesk/errors';
import { downloadFile } from '@/lib/zendesk/download';
import { listComments } from '@/lib/zendesk/resources/comments';
import { idSchema } from '@/lib/zendesk/resources/identifiers';

const attachmentSchema = z.looseObject({
  id: idSchema,
  file_name: z.string(),
  content_url: z.string(),
  content_type: z.string().nullish(),
  size: z.number().nullish(),
  malware_access_override: z.boolean().nullish(),
  malware_scan_result: z.string().nullish(),
});
type Attachment = z.output<typeof attachmentSchema>;

const accepted = /\.(pdf|png|jpe?g)$/i;

const unreachable = (cause: unknown) =>
  new AppError('zendesk_unreachable', { detail: 'The files of the ticket could not be read.', cause });

async function readFiles(
  websiteId: string,
  ticketId: bigint,
): Promise<{ connectionId: string; subdomain: string; files: Attachment[] }> {
  const connection = await db.zendeskConnection.findUnique({ where: { websiteId } });
  if (!connection) throw new AppError('connection_missing');
  try {
    const { comments } = await listComments(await openClient(connection.id), Number(ticketId));
    const files = comments
      .flatMap((comment) => (Array.isArray(comment.attachments) ? (comment.attachments as unknown[]) : []))
      .flatMap((one) => attachmentSchema.safeParse(one).data ?? [])
      // What Zendesk itself found to be malware is no proof of anything.
      .filter((file) => accepted.test(file.file_name) && file.malware_scan_result !== 'malware_found');
    return { connectionId: connection.id, subdomain: connection.subdomain, files };
  } catch (error) {
    throw isZendeskError(error) ? unreachable(error) : error;
  }
}

/** @throws AppError `connection_missing`, `zendesk_unreachable`. */
export async function listTicketFiles(
  websiteId: string,
  ticketId: bigint,
  locale: string,
): Promise<TicketFile[]> {
  const { files } = await readFiles(websiteId, ticketId);
  const format = formatter(locale, 'UTC');
  return files.map(({ id, file_name: name, size }) => ({
    id: String(id),
    name,
    size: format.number((size ?? 0) / 1_048_576, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    }),
  }));
}

/**
 * @param ids as listed. Only files of this very ticket are fetched.
 * @throws AppError `invalid_input` for one that is not there any more; `zendesk_unreachable`.
 */
export async function fetchTicketFiles(websiteId: string, ticketId: bigint, ids: string[]): Promise<File[]> {
  if (ids.length === 0) return [];
  const { connectionId, subdomain, files } = await readFiles(websiteId, ticketId);
  const chosen = [...new Set(ids)].slice(0, filesMax + 1).map((id) => {
    const file = files.find((one) => String(one.id) === id);
    if (file) return file;
    const message = 'The file is not in the ticket.';
    throw new AppError('invalid_input', {
      detail: message,
      fields: [{ path: 'ticketFile', code: 'file_gone', message }],
    });
  });
  const origin = new URL(accountUrl(env.zendeskUrl, subdomain)).origin;
  const auth = await openAccountAuth(connectionId);
  const place = { origin, maxBytes: fileMaxBytes, auth, headers: marketplaceHeaders() };
  return Promise.all(
    chosen.map(async (file) => {
      const content = await downloadFile(file.content_url, place).catch((error: unknown) => {
        throw isZendeskError(error) ? unreachable(error) : error;
      });
      return new File([content], file.file_name);
    }),
  );
}
