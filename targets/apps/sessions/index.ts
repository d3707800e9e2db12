import type { Sessions } from './sessions.ts';

export type { Sessions } from './sessions.ts';

type Open = (env: NodeJS.ProcessEnv) => Promise<Sessions>;

/** Every kind of sessions, the default first. Each loads its libraries only if it is chosen. */
const kinds: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['memory', async () => (await import('./memory.ts')).memorySessions()],
  ['token', async (env) => (await import('./token.ts')).tokenSessions(env)],
  ['redis', async (env) => (await import('./redis.ts')).redisSessions(env)],
]);

/**
 * openSessions opens the kind that the variable SESSIONS chooses.
 * @throws if there is none of that name, or what it needs is missing
 */
export function openSessions(env: NodeJS.ProcessEnv): Promise<Sessions> {
  const names = [...kinds.keys()];
  const name = env.SESSIONS || names[0] || '';
  const open = kinds.get(name);
  if (!open) throw new Error(`SESSIONS takes ${names.join(', ')}, not "${name}"`);
  return open(env);
}
