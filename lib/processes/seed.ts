/** Sows the demo data into the database of DATABASE_URL; prints `seeded`, `present`, or `foreign` when it holds others' data. Started by `npm start`. */
import { seedDemo } from '@/prisma/seed/demo';
import { closeDatabase } from '@/lib/platform/db/client';

console.log(await seedDemo());
await closeDatabase();
