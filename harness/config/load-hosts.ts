/** `--agents`: whether the load comes from other hosts, and how they are found. */
import { type HostAbilities, missing } from '../../targets/member.ts';
import { SERVER } from '../../targets/services/redis/program.ts';
import { connectLink, type RedisAddress, redisText } from '../load/hosts/redis-link.ts';
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
  const processes = user['load-processes'] ? values['load-processes'] : null;
  if (values.connections < agents * (processes ?? 1)) {
    throw new UsageError(
      `${origin} ${agents} with ${originOf(user, 'load-processes')} ${processes} each needs as many --connections as load processes, ${agents * (processes ?? 1)}, not ${values.connections}`,
    );
  }
  return {
    agents,
    redis: redis === null ? null : redisAddress(redis, originOf(user, 'redis'), env),
    secret: sharedSecret(env),
    processes,
  };
}

/** @throws {UsageError} if the Redis of the agents cannot be used or started: every trial would fail */
export async function checkRedis(
  hosts: AskedHosts | null,
  user: UserConfig,
  host: HostAbilities,
): Promise<void> {
  if (hosts === null) return;
  if (hosts.redis === null) {
    const reason = missing(SERVER, host);
    if (reason) throw new UsageError(`${originOf(user, 'start-redis')}: ${reason}`);
    return;
  }
  const link = await connectLink(hosts.redis).catch((error: Error) => {
    throw new UsageError(`${originOf(user, 'redis')}: ${error.message}`, { cause: error });
  });
  link.disconnect();
}

/** redisInWords is the address of the Redis between a run and its agents. */
export function redisInWords({ redis }: AskedHosts): string {
  return redis === null ? 'a Redis that this run starts' : redisText(redis);
}
