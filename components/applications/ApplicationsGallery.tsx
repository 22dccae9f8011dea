import { ArrowRight, BadgeCheck, Braces, CircleCheck, LifeBuoy, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { StateBadge } from '@/components/connection/StateBadge';
import { Badge } from '@/components/ui/Badge';
import { PageHeader } from '@/components/ui/PageHeader';
import type { ApplicationSummary } from '@/lib/connection/queries';

type Props = {
  applications: readonly ApplicationSummary[];
  website: { id: string; name: string };
  can: { manage: boolean; readCodes: boolean };
};

/** What a website's reviews are connected to, each with its state. */
export function ApplicationsGallery({ applications, website, can }: Props) {
  const t = useTranslations('applications.gallery');
  return (
    <>
      <PageHeader title={t('title')} description={t('description', { website: website.name })} />
      <ul className="grid gap-4 md:grid-cols-2">
        {applications.map(({ id, state, subdomain }) => (
          <ApplicationCard
            key={id}
            icon={LifeBuoy}
            name={t('zendesk.name')}
            description={t('zendesk.description')}
            badge={<StateBadge state={state} />}
            note={state !== 'off' && subdomain ? t('zendesk.account', { subdomain }) : null}
            href="/applications/zendesk"
            action={can.manage ? t('zendesk.open') : t('zendesk.show')}
          />
        ))}
        <ApplicationCard
          icon={BadgeCheck}
          name={t('certificate.name')}
          description={t('certificate.description')}
          badge={
            <Badge tone="success" icon={CircleCheck}>
              {t('certificate.state')}
            </Badge>
          }
          href={`/certificate/${website.id}`}
          action={t('certificate.open')}
        />
        {can.readCodes && (
          <ApplicationCard
            icon={Braces}
            name={t('api.name')}
            description={t('api.description')}
            badge={<Badge>{t('api.state')}</Badge>}
            href="/account/integration-codes"
            action={t('api.open')}
          />
        )}
      </ul>
    </>
  );
}

type CardProps = {
  icon: LucideIcon;
  name: string;
  description: string;
  badge: ReactNode;
  note?: string | null;
  href: string;
  action: string;
};

/** The whole card is the link's target; its name alone is read, then state and description. */
function ApplicationCard({ icon: Icon, name, description, badge, note, href, action }: CardProps) {
  return (
    <li className="group relative flex flex-col rounded-xl border border-line bg-surface p-5 shadow-card transition-colors has-[a:hover]:border-seal">
      <div className="flex items-start justify-between gap-3">
        <span className="grid size-11 place-items-center rounded-lg bg-seal-soft text-seal-ink">
          <Icon aria-hidden className="size-5.5" />
        </span>
        {badge}
      </div>
      <h2 className="mt-4 text-lg">{name}</h2>
      <p className="mt-1 flex-1 text-ink-soft">{description}</p>
      {note && <p className="mt-3 font-mono text-sm break-words text-ink-faint">{note}</p>}
      <Link
        href={href}
        className="mt-4 inline-flex w-fit items-center gap-1.5 rounded-sm font-medium text-seal-ink after:absolute after:inset-0 after:rounded-xl"
      >
        {action}
        <ArrowRight aria-hidden className="size-4 transition-transform group-hover:translate-x-0.5" />
      </Link>
    </li>
  );
}
