import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/Button';
import { Input } from '@/components/ui/Input';
import { activityStates, directions, type ActivitySearch } from '@/lib/activity/search';

const control =
  'h-10 w-full rounded-md border border-line-strong/70 bg-surface px-3 hover:border-ink-faint focus-visible:outline-2 focus-visible:outline-seal';

/** A plain form: the address is the filter, with or without script. */
export function ActivityFilters({ search, action }: { search: ActivitySearch; action: string }) {
  const t = useTranslations('activity');
  return (
    <form
      action={action}
      className="grid items-end gap-3 sm:grid-cols-[minmax(0,2fr)_repeat(2,minmax(0,1fr))_auto]"
    >
      <label className="block">
        <span className="mb-1 block text-sm font-medium">{t('filters.text')}</span>
        <Input name="q" type="search" defaultValue={search.q} placeholder={t('filters.textHint')} />
      </label>
      <label className="block">
        <span className="mb-1 block text-sm font-medium">{t('filters.direction')}</span>
        <select name="direction" defaultValue={search.direction ?? ''} className={control}>
          <option value="">{t('filters.both')}</option>
          {directions.map((direction) => (
            <option key={direction} value={direction}>
              {t(`direction.${direction}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="block">
        <span className="mb-1 block text-sm font-medium">{t('filters.state')}</span>
        <select name="state" defaultValue={search.state ?? ''} className={control}>
          <option value="">{t('filters.everyState')}</option>
          {activityStates.map((state) => (
            <option key={state} value={state}>
              {t(`filters.states.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" icon={<Search aria-hidden />}>
        {t('filters.apply')}
      </Button>
    </form>
  );
}
