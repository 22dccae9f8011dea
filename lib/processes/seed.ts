/** Sows the demo data into the database of DATABASE_URL; prints `seeded` or `present`. Started by `npm start`. */
import { seedDemo } from '@/prisma/seed/demo';
import { closeDatabase } from '@/lib/platform/db/client';

console.log(await seedDemo());
await closeDatabase();
