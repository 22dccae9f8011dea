import { redirect } from 'next/navigation';
import { SignInPage } from '@/components/auth/SignInPage';
import { findSession } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';
import { demoSignIns } from '@/lib/platform/auth/demoSignIns';

const start = '/reviews';

/** Signs in, or goes on to the reviews. */
export default async function StartPage() {
  if (await findSession()) redirect(start);
  return <SignInPage demo={env.demoData ? demoSignIns : []} next={start} />;
}
