/** DELETE: called by "sign out everywhere" in the user menu; ends all sessions of the person who asks. Repeating it is harmless. */
import { revokeSessions } from '@/lib/platform/auth/options';
import { route } from '@/lib/platform/http/route';

export const DELETE = route({
  auth: 'session',
  handler: async ({ session }) => {
    await revokeSessions(session.userId);
  },
});
