/** Options of `agent`. */
import { hostname } from 'node:os';
import { parseCpuList } from '../host/cpu-topology.ts';
import { type AllowedTargets, allowedTargets, USUAL_RANGES } from '../load/hosts/allowed-targets.ts';
import type { RedisAddress } from '../load/hosts/redis-link.ts';
import { type Flags, givenAmong } from './flags.ts';
import { agentOptions } from './options/hosts.ts';
import { readValues } from './options/option.ts';
import { redisAddress, sharedSecret } from './redis-address.ts';
import { UsageError } from './usage-error.ts';

export interface AgentConfig {
  readonly redis: RedisAddress;
  readonly secret: string;
  readonly name: string;
  readonly cpus: readonly number[] | null;
  readonly allowed: AllowedTargets;
  /** Null: it waits for ever. */
  readonly idleExitMs: number | null;
}

const NAME = /^[\w.-]{1,60}$/;

/** @param usable cores of this process; null if unknown @throws {UsageError} */
export function agentConfig(
  flags: Flags,
  { cwd, env, usable }: { cwd: string; env: NodeJS.ProcessEnv; usable: readonly number[] | null },
): AgentConfig {
  const values = readValues(agentOptions, givenAmong(flags, agentOptions, cwd), 'agent');
  if (values.redis === null) {
    throw new UsageError('agent needs the Redis of the run: --redis redis://host:6379');
  }
  const name = values.name ?? hostname().replace(/[^\w.-]/g, '-');
  if (!NAME.test(name)) throw new UsageError(`--name takes letters, digits, dots and dashes, not "${name}"`);
  return {
    redis: redisAddress(values.redis, '--redis', env),
    secret: sharedSecret(env),
    name,
    cpus: values.cpus === null ? null : coresOf(values.cpus, usable),
    allowed: allowed(values.allow),
    idleExitMs: values['idle-exit'] === null ? null : 1_000 * values['idle-exit'],
  };
}

function coresOf(text: string, usable: readonly number[] | null): number[] {
  const cpus = parseCpuList(text);
  if (cpus === null)
    throw new UsageError(`--cpus takes numbers and ranges of cores such as 0-3,6, not "${text}"`);
  const missing = usable && cpus.find((cpu) => !usable.includes(cpu));
  if (missing !== null && missing !== undefined) {
    throw new UsageError(`--cpus names core ${missing}, which this process may not use`);
  }
  return cpus;
}

function allowed(ranges: readonly string[] | null): AllowedTargets {
  try {
    return allowedTargets(ranges === null ? USUAL_RANGES : [...USUAL_RANGES, ...ranges]);
  } catch (error) {
    throw new UsageError(`--allow: ${(error as Error).message}`, { cause: error });
  }
}
