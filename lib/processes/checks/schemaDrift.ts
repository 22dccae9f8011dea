import { diffSchema } from '@/lib/processes/database/schemaDiff';
import { openScratchServer } from '@/lib/processes/database/scratch';
import { inheritedEnvironment } from '@/lib/platform/env';

/** Whether the migrations, applied to an empty database, give exactly what the schema files say. */
export async function checkSchemaDrift(): Promise<{ problems: string[] }> {
  const server = await openScratchServer(inheritedEnvironment().TEST_DATABASE_URL);
  try {
    const sql = await diffSchema(server.url);
    return {
      problems: sql
        ? [`The schema says more than the migrations. Run: npm run migrate:new -- <name>\n${sql}`]
        : [],
    };
  } finally {
    await server.close();
  }
}
