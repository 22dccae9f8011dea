'use client';

import { usePathname } from 'next/navigation';
import { locales } from '@/lib/platform/i18n/locales';

const localePrefix = new RegExp(`^/(?:${locales.join('|')})(?=/|$)`);

/** The path as people see it. The server renders below a locale folder that addresses never show. */
export function usePortalPath(): string {
  return usePathname().replace(localePrefix, '') || '/';
}
