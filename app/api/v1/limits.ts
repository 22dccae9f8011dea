import type { Limit } from '@/lib/platform/http/rateLimit';

/** Per website: room for an import, a fence for a runaway script. */
export const shopLimit: Limit & { name: string } = { name: 'shop-api', points: 3000, seconds: 60 };
