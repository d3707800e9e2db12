/** The program that drops our schema in the user's own Postgres. */
import { removeWhenOver } from '../removal/remove-when-over.ts';
import { connectDatabase } from './connection.ts';

export interface SchemaRemoverOrders {
  readonly url: string;
  readonly schema: string;
}

await removeWhenOver<SchemaRemoverOrders>(async ({ url, schema }) => {
  const connection = await connectDatabase({ connectionString: url });
  return {
    remove: async () => {
      const found = await connection.rows(`SELECT FROM pg_namespace WHERE nspname = '${schema}'`);
      await connection.rows(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      return found.length;
    },
    close: () => void connection[Symbol.asyncDispose](),
  };
});
