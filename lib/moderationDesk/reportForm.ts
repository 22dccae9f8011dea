/** A report as the portal's assistant collects it: refused in the browser when something is missing, and again on arrival. */
import { z } from 'zod';
import { reportReasons, reportReasonSchema, type ReportReason } from '@/lib/moderation/reasons';

export const reportCommentMax = 2000;
export const fileMaxBytes = 10 * 1_048_576;
/** Two files of full size, or more smaller ones. */
export const filesMaxBytes = 20 * 1_048_576;
export const filesMax = 5;

const storable = (value: string) => !/[\0\p{Surrogate}]/u.test(value);

/** Enough of a file to judge it before it is sent; its content is judged on arrival. */
export type ChosenFile = { name: string; size: number };

const accepted = /\.(pdf|png|jpe?g)$/i;

/** The code under `errors.fields` for what is wrong with the chosen files, or null. */
export function findFileFault(files: readonly ChosenFile[]): string | null {
  if (files.some(({ size }) => size === 0)) return 'file_empty';
  if (files.some(({ size }) => size > fileMaxBytes)) return 'file_too_large';
  if (files.some(({ name }) => !accepted.test(name))) return 'file_type';
  if (files.length > filesMax) return 'files_too_many';
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return total > filesMaxBytes ? 'files_too_large' : null;
}

export const reportFormSchema = z
  .strictObject({
    reason: z.string(),
    comment: z.string().max(reportCommentMax).refine(storable, { error: 'Not valid Unicode text.' }),
    attachments: z.array(z.custom<File>((value) => value instanceof File)),
  })
  .superRefine(({ reason, attachments }, context) => {
    const known = reportReasonSchema.safeParse(reason).data;
    const add = (path: string, code: string) =>
      context.addIssue({ code: 'custom', path: [path], params: { code }, message: code });
    if (!known) add('reason', 'reason_missing');
    const fault = findFileFault(attachments);
    if (fault) add('attachments', fault);
    else if (known && reportReasons[known].proof === 'required' && attachments.length === 0) {
      add('attachments', 'proof_missing');
    }
  })
  .transform((form) => ({ ...form, reason: form.reason as ReportReason }));

export type ReportForm = { reason: string; comment: string; attachments: File[] };
export type CheckedReport = z.output<typeof reportFormSchema>;
