/** `--agents`: whether the load comes from other hosts, and how they are found. */
import { connectLink, type RedisAddress } from '../load/hosts/redis-link.ts';
import { redisAddress, sharedSecret } from './redis-address.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

export interface AskedHosts {
  readonly agents: number;
  /** Null: the run starts one. */
  readonly redis: RedisAddress | null;
  readonly secret: string;
  /** Load processes of each agent; null: as many as it has cores for. */
  readonly processes: number | null;
}

interface Values {
  readonly agents: number | null;
  readonly redis: string | null;
  readonly 'start-redis': boolean;
  readonly 'load-processes': number;
  readonly 'client-addresses': number | null;
  readonly connections: number;
}

/** askedHosts is null if this host sends the load. @throws {UsageError} at options that contradict each other */
export function askedHosts(values: Values, user: UserConfig, env: NodeJS.ProcessEnv): AskedHosts | null {
  const { agents, redis } = values;
  if (agents === null) {
    for (const name of ['redis', 'start-redis'] as const) {
      if (user[name])
        throw new UsageError(`${originOf(user, name)} is for a load from other hosts: add --agents`);
    }
    return null;
  }
  const origin = originOf(user, 'agents');
  if (values['client-addresses'] !== null) {
    throw new UsageError(
      `${origin} and --client-addresses exclude each other: agents have addresses of their own`,
    );
  }
  if (values.connections < agents) {
    throw new UsageError(
      `${origin} ${agents} needs as many --connections, one for each agent, not ${values.connections}`,
    );
  }
  if ((redis === null) === !values['start-redis']) {
    throw new UsageError(
      `${origin} needs ${redis === null ? '' : 'either '}--redis redis://host:6379, or --start-redis to start one here`,
    );
  }
  return {
    agents,
    redis: redis === null ? null : redisAddress(redis, originOf(user, 'redis'), env),
    secret: sharedSecret(env),
    processes: user['load-processes'] ? values['load-processes'] : null,
  };
}

/** @throws {UsageError} if the Redis of the agents cannot be used: every trial would fail */
export async function checkRedis(hosts: AskedHosts | null, origin: string): Promise<void> {
  if (hosts === null || hosts.redis === null) return;
  const link = await connectLink(hosts.redis).catch((error: Error) => {
    throw new UsageError(`${origin}: ${error.message}`, { cause: error });
  });
  link.disconnect();
}
