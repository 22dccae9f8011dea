import { env } from '@/lib/platform/env';

/** The ready accounts of a demonstration. Their password and the demo websites' keys are no secret. */
export const demoPassword = 'demo-demo-demo';

export const demoSignIns = [
  { role: 'merchant', email: 'merchant@demo.test', password: demoPassword },
  { role: 'agent', email: 'agent@demo.test', password: demoPassword },
  { role: 'moderator', email: 'moderator@demo.test', password: demoPassword },
] as const;

/** Rows sown with the demo data let somebody in only while demo data is on, whatever the database holds. */
export function isLetIn({ isDemo }: { isDemo: boolean }): boolean {
  return !isDemo || env.demoData;
}
