'use client';

import Link from 'next/link';
import { isHere, menuIcons, type MenuGroup } from '@/components/layout/menu';
import { cn } from '@/components/ui/cn';
import { usePortalPath } from '@/lib/client/usePortalPath';

/** The platform's menu. What the role may not see is not in `groups`. */
export function NavMenu({
  groups,
  label,
  onNavigate,
}: {
  groups: readonly MenuGroup[];
  label: string;
  onNavigate?: () => void;
}) {
  const path = usePortalPath();
  return (
    <nav aria-label={label} className="flex flex-col gap-5 px-3">
      {groups.map((group) => (
        <div key={group.entries[0]?.href}>
          {group.label && <p className="px-3 pb-1.5 text-sm text-rail-soft">{group.label}</p>}
          <ul className="flex flex-col gap-0.5">
            {group.entries.map((entry) => {
              const Icon = menuIcons[entry.icon];
              const isCurrent = isHere(entry, path);
              return (
                <li key={entry.href}>
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
                    <Icon
                      aria-hidden
                      className={cn('size-4.5', isCurrent ? 'text-rail-mark' : 'text-rail-soft')}
                    />
                    {entry.label}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
