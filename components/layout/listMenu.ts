import type { MenuEntry, MenuGroup } from '@/components/layout/menu';

type Right = 'review:read' | 'report:decide' | 'connection:manage' | 'settings:manage' | 'codes:read';

/** The platform's menu, cut to what the role may see: an entry that would only refuse is not shown. */
export function listMenu(t: (key: string) => string, can: (right: Right) => boolean): MenuGroup[] {
  const entry = (isAllowed: boolean, href: string, key: string, icon: MenuEntry['icon']): MenuEntry[] =>
    isAllowed ? [{ href, label: t(`menu.${key}`), icon }] : [];
  const groups: MenuGroup[] = [
    { entries: entry(can('review:read'), '/reviews', 'handling', 'reviews') },
    { entries: entry(can('report:decide'), '/moderation', 'moderation', 'moderation') },
    {
      label: t('menu.display'),
      entries: [
        ...entry(
          can('connection:manage') || can('settings:manage'),
          '/applications',
          'applications',
          'applications',
        ),
        ...entry(can('settings:manage'), '/widgets', 'widgets', 'widgets'),
      ],
    },
    {
      label: t('menu.account'),
      entries: [
        ...entry(can('codes:read'), '/account/integration-codes', 'codes', 'codes'),
        ...entry(can('settings:manage'), '/account/invitations', 'invitations', 'invitations'),
        ...entry(can('settings:manage'), '/account/notifications', 'notifications', 'notifications'),
        ...entry(can('settings:manage'), '/account/compliance', 'compliance', 'compliance'),
        ...entry(can('settings:manage'), '/account/privacy', 'privacy', 'privacy'),
      ],
    },
  ];
  return groups.filter((group) => group.entries.length > 0);
}
