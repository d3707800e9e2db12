/** The route of the built-in apps that asks a database. */
import type { AskDatabase } from './ask-database.ts';

export type { AskDatabase } from './ask-database.ts';

/**
 * openDatabase returns what `GET /query` does: the query that the variable DB_QUERY chooses, on a connection of the
 * worker's pool. Without that variable there is no database, and its library is not loaded.
 * @throws if DB_QUERY names no query, or what it needs is missing
 */
export async function openDatabase(env: NodeJS.ProcessEnv): Promise<AskDatabase> {
  if (!env.DB_QUERY) return async () => ({ status: 404, body: { error: 'DB_QUERY chooses no query' } });
  return (await import('./pool.ts')).openPool(env);
}
