'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { Menu, MenuChoices } from '@/components/ui/Menu';
import { Spinner } from '@/components/ui/Spinner';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import { usePortalPath } from '@/lib/client/usePortalPath';

export type WebsiteChoice = {
  id: string;
  name: string;
  /** Country platform, for example FR. */ platform: string;
  domain: string;
};

/** The website everything on screen is about. With one website it is a plain label. */
export function WebsiteSwitcher({
  websites,
  current,
}: {
  websites: readonly WebsiteChoice[];
  current: WebsiteChoice;
}) {
  const t = useTranslations('layout');
  const { choose, isPending } = useChooseWebsite(current);
  if (websites.length < 2) return <WebsiteLabel website={current} />;
  return (
    <Menu
      align="start"
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={t('website.change', { name: `${current.name}, ${current.platform}` })}
          aria-busy={isPending}
          className="flex h-10 min-w-0 items-center gap-2 rounded-md px-2 transition-colors hover:bg-sunken"
        >
          <WebsiteLabel website={current} />
          {isPending ? (
            <Spinner className="text-ink-faint" />
          ) : (
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
          )}
        </button>
      }
    >
      <MenuChoices
        label={t('website.label')}
        value={current.id}
        onValueChange={choose}
        choices={websites.map(({ id, name, platform, domain }) => ({
          value: id,
          label: name,
          hint: `${platform} · ${domain}`,
        }))}
      />
    </Menu>
  );
}

function useChooseWebsite(current: WebsiteChoice) {
  const t = useTranslations('layout');
  const router = useRouter();
  const path = usePortalPath();
  const problemText = useProblemText();
  const [isPending, startTransition] = useTransition();
  const shownId = useRef(current.id);

  // Said when the page really shows the other website, not when the request was answered.
  useEffect(() => {
    if (shownId.current !== current.id)
      toast.success({ title: t('website.changed', { name: current.name }) });
    shownId.current = current.id;
  }, [current, t]);

  const choose = (websiteId: string) =>
    startTransition(async () => {
      try {
        await api.post('/api/websites/current', { websiteId });
        // A record belongs to one website: from its page, go up to the list that every website has.
        if (path.startsWith('/reviews/')) router.push('/reviews');
        router.refresh();
      } catch (error) {
        const { title, nextStep } = problemText(error);
        toast.error({ title, description: nextStep ?? undefined });
      }
    });
  return { choose, isPending };
}

function WebsiteLabel({ website }: { website: WebsiteChoice }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="rounded-sm border border-line-strong/60 px-1.5 font-mono text-xs leading-5 text-ink-soft">
        {website.platform}
      </span>
      <span className="truncate font-medium">{website.name}</span>
    </span>
  );
}
