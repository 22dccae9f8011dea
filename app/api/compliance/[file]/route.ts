/** The files of the compliance page: `file.pdf`, and a CSV for each table (`delays.csv`, `origins.csv`, `removals.csv` …), for a period of the current website. */
import { z } from 'zod';
import { csvTables, toCsv } from '@/lib/compliance/csv';
import { toPdf } from '@/lib/compliance/pdf';
import { periodSchema } from '@/lib/compliance/period';
import { getComplianceFile } from '@/lib/compliance/queries';
import { fileWords } from '@/lib/compliance/words';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { locales } from '@/lib/platform/i18n/locales';

const names = ['file.pdf', ...csvTables.map((table) => `${table}.csv` as const)] as const;
const query = periodSchema.safeExtend({ lang: z.enum(locales) });

export const GET = route({
  auth: 'session',
  permission: 'settings:manage',
  limit: { name: 'compliance', points: 30, seconds: 60 },
  params: z.strictObject({ file: z.enum(names) }),
  query,
  handler: async ({ session, params, query: { lang, ...period } }) => {
    if (!session.current) throw new AppError('not_found', { detail: 'There is no current website.' });
    const file = await getComplianceFile(session.current.id, period, now());
    const words = fileWords(lang, file.website.timeZone);
    const table = csvTables.find((name) => params.file === `${name}.csv`);
    const body = table ? toCsv(file, table, words) : new Uint8Array(await toPdf(file, words));
    const name = `${period.from}_${period.to}_${params.file}`;
    return new Response(body, {
      headers: {
        'content-type': table ? 'text/csv; charset=utf-8' : 'application/pdf',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  },
});
