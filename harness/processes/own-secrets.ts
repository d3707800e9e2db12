/** Variables that hold secrets of the harness itself. No process that it starts needs them. */

/** The secret that coordinator and agents share: it signs their messages. */
export const SHARED_SECRET = 'CLUSTER_BENCH_SECRET';
export const REDIS_PASSWORD = 'CLUSTER_BENCH_REDIS_PASSWORD';

export const OWN_SECRETS: readonly string[] = [SHARED_SECRET, REDIS_PASSWORD];

export function withoutOwnSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OWN_SECRETS.includes(name)));
}
