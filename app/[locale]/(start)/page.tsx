import { redirect } from 'next/navigation';
import { SignInPage } from '@/components/auth/SignInPage';
import { demoSignIns } from '@/lib/platform/auth/demoSignIns';
import { findSession } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';

/** Signs in, or goes on: to the reviews, for the moderation team to its cases. A sign-in comes back here to be sent on. */
export default async function StartPage() {
  const session = await findSession();
  if (session) redirect(session.isModerator && !session.current ? '/moderation' : '/reviews');
  return <SignInPage demo={env.demoData ? demoSignIns : []} next="/" />;
}
