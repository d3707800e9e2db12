/** The built-in apps' other routes. They are the same in all apps, so that only the framework differs. */
import { type Block, openBlocking } from './blocking/index.ts';
import { type AskDatabase, openDatabase } from './database/index.ts';
import { type Metrics, openMetrics } from './metrics/index.ts';
import { openSessions, type Sessions } from './sessions/index.ts';

export interface Routes {
  readonly sessions: Sessions;
  readonly block: Block;
  readonly askDatabase: AskDatabase;
  /** Null if the app has none. */
  readonly metrics: Metrics | null;
}

/** openRoutes opens what the environment chooses. @throws if a variable is invalid, or what it needs is missing */
export async function openRoutes(env: NodeJS.ProcessEnv): Promise<Routes> {
  const [sessions, block, askDatabase, metrics] = await Promise.all([
    openSessions(env),
    openBlocking(env),
    openDatabase(env),
    openMetrics(env),
  ]);
  return { sessions, block, askDatabase, metrics };
}
