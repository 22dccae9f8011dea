import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CompliancePage } from '@/components/compliance/CompliancePage';
import { defaultPeriod, periodSchema } from '@/lib/compliance/period';
import { getComplianceFile } from '@/lib/compliance/queries';
import { requireWebsite } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance'))('page.title') };
}

export default async function Page({ searchParams }: Props) {
  const { current } = await requireWebsite('settings:manage');
  const { from, to } = await searchParams;
  const at = now();
  const asked = periodSchema.safeParse({ from, to });
  const isAsked = from !== undefined || to !== undefined;
  const period = asked.success ? asked.data : defaultPeriod(at, current.timeZone);
  return (
    <CompliancePage
      file={await getComplianceFile(current.id, period, at)}
      locale={await getLocale()}
      isPeriodWrong={isAsked && !asked.success}
    />
  );
}
