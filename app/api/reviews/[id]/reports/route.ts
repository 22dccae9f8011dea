/**
 * The portal's report assistant. One multipart request, not an upload and then a report: the files and the report arrive or
 * fail together, and no file lies about without a report that says whose it is.
 */
import { filesMaxBytes, reportFormSchema } from '@/lib/moderationDesk/reportForm';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { readForm } from '@/lib/platform/http/form';
import { parseInput } from '@/lib/platform/http/problem';
import { reply, route } from '@/lib/platform/http/route';
import { checkAttachments } from '@/lib/reviews/attachments';
import { reportReview } from '@/lib/reviews/reports';
import { lineOf, reviewIdParams } from '@/lib/reviews/schema';
import { getReview } from '@/lib/reviews/queries';
import { toPortalAct } from '@/app/api/reviews/portalAct';

/** Files, comment and the borders between the parts. */
const maxBytes = filesMaxBytes + 1_048_576;

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');
/** Some browsers send a path; some people's file names hold what a header must not. */
const nameOf = ({ name }: File) =>
  lineOf(200).safeParse(name.split(/[\\/]/).at(-1)?.slice(-200)).data ?? 'attachment';

export const POST = route({
  auth: 'session',
  permission: 'review:report',
  params: reviewIdParams,
  limit: { name: 'report', points: 30, seconds: 60 },
  handler: async ({ request, session, params }) => {
    const act = toPortalAct(session, params.id, now());
    // An unknown or foreign review is told before megabytes are read and stored for it.
    await getReview(act.websiteId ?? '', params.id);
    const data = await readForm(request, maxBytes);
    const files = data.getAll('attachments').filter((value) => value instanceof File);
    const form = parseInput(reportFormSchema, {
      reason: text(data.get('reason')),
      comment: text(data.get('comment')).replace(/\r\n?/g, '\n'),
      attachments: files,
    });
    const contents = await Promise.all(
      files.map(async (file) => ({ fileName: nameOf(file), content: await file.bytes() })),
    );
    const attachments = await checkAttachments(contents);
    const { reason, comment } = form;
    return reply(
      201,
      await transaction((tx) => reportReview(tx, { ...act, reason, comment, source: 'portal', attachments })),
    );
  },
});
