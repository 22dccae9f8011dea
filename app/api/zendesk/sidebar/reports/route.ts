/** The report assistant beside a ticket: files from the agent's machine, and files that already are in the ticket. */
import { reportFormSchema, filesMaxBytes } from '@/lib/moderationDesk/reportForm';
import { transaction } from '@/lib/platform/db/client';
import { readForm } from '@/lib/platform/http/form';
import { parseInput } from '@/lib/platform/http/problem';
import { reply } from '@/lib/platform/http/route';
import { checkAttachments } from '@/lib/reviews/attachments';
import { reportReview } from '@/lib/reviews/reports';
import { lineOf } from '@/lib/reviews/schema';
import { fetchTicketFiles } from '@/lib/sidebar/ticketFiles';
import { toPanelAct } from '@/app/api/zendesk/sidebar/panelAct';
import { panelRoute, ticketIdSchema } from '@/app/api/zendesk/sidebar/panelRoute';

const maxBytes = filesMaxBytes + 1_048_576;

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');
/** Some browsers send a path; some people's file names hold what a header must not. */
const nameOf = ({ name }: File) =>
  lineOf(200).safeParse(name.split(/[\\/]/).at(-1)?.slice(-200)).data ?? 'attachment';

export const POST = panelRoute({
  handler: async ({ request, caller }) => {
    const data = await readForm(request, maxBytes);
    const ticketId = parseInput(ticketIdSchema, text(data.get('ticketId')));
    const act = await toPanelAct(caller, ticketId);
    const fromTicket = await fetchTicketFiles(
      caller.website.id,
      ticketId,
      data.getAll('ticketFile').map(String),
    );
    const uploads = data.getAll('attachments').filter((value) => value instanceof File);
    const files = [...uploads, ...fromTicket];
    const form = parseInput(reportFormSchema, {
      reason: text(data.get('reason')),
      comment: text(data.get('comment')).replace(/\r\n?/g, '\n'),
      attachments: files,
    });
    const attachments = await checkAttachments(
      await Promise.all(files.map(async (file) => ({ fileName: nameOf(file), content: await file.bytes() }))),
    );
    const { reason, comment } = form;
    const report = { ...act, reason, comment, source: 'sidebar' as const, attachments };
    return reply(201, await transaction((tx) => reportReview(tx, report)));
  },
});
