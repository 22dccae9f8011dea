/** next-auth's own routes: called by the sign-in page and the sign-out button. */
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/platform/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

const handler: Handler = (request, context) => (NextAuth(authOptions()) as Handler)(request, context);

export { handler as GET, handler as POST };
