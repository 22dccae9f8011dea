'use client';

import Link from 'next/link';
import { Brand } from '@/components/layout/Brand';
import { isHere, menuIcons, type MenuEntry, type MenuGroup } from '@/components/layout/menu';
import { cn } from '@/components/ui/cn';
import { usePortalPath } from '@/lib/client/usePortalPath';

type Props = { groups: readonly MenuGroup[]; label: string; brand: string; onNavigate?: () => void };

/** The platform's menu under its name. What the role may not see is not in `groups`. */
export function NavMenu({ groups, label, brand, onNavigate }: Props) {
  const path = usePortalPath();
  return (
    <nav aria-label={label} className="flex min-h-0 flex-1 flex-col">
      <Brand name={brand} className="h-16 shrink-0 px-6" />
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-3 py-4">
        {groups.map((group) => (
          <div key={group.entries[0]?.href}>
            {group.label && <p className="px-3 pb-1.5 text-sm text-rail-soft">{group.label}</p>}
            <ul className="flex flex-col gap-0.5">
              {group.entries.map((entry) => (
                <li key={entry.href}>
                  <NavLink entry={entry} isCurrent={isHere(entry, path)} onNavigate={onNavigate} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

function NavLink({
  entry,
  isCurrent,
  onNavigate,
}: {
  entry: MenuEntry;
  isCurrent: boolean;
  onNavigate?: () => void;
}) {
  const Icon = menuIcons[entry.icon];
  return (
    <Link
      href={entry.href}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'relative flex h-10 items-center gap-3 rounded-md px-3 font-medium text-rail-ink transition-colors hover:bg-rail-active/70',
        isCurrent &&
          'bg-rail-active before:absolute before:inset-y-2 before:-left-3 before:w-1 before:rounded-r-full before:bg-rail-mark',
      )}
    >
      <Icon aria-hidden className={cn('size-4.5', isCurrent ? 'text-rail-mark' : 'text-rail-soft')} />
      {entry.label}
    </Link>
  );
}
