import { cookies } from 'next/headers';
import type { Theme } from '@/lib/client/preferences';

/** The theme this browser chose; without a choice the system decides. Server components only. */
export async function findTheme(): Promise<Theme> {
  const value = (await cookies()).get('theme')?.value;
  return value === 'light' || value === 'dark' ? value : 'system';
}
