/** `--start-redis`: a `redis-server` for the agents of a run, on 127.0.0.1 and the address of `--listen`. */
import { createHash } from 'node:crypto';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundProgram } from '../../targets/member.ts';
import { hostAndPort, LOOPBACK } from '../../targets/origin.ts';
import { startServer } from '../../targets/services/redis/start-server.ts';
import { TargetError } from '../../targets/topology.ts';
import { privateFolder, unprivileged } from '../../targets/unprivileged.ts';
import { REDIS_USER, redisPassword } from '../config/redis-password.ts';
import { UsageError } from '../config/usage-error.ts';
import type { RedisAddress } from '../load/hosts/redis-link.ts';
import { spawnChild } from '../processes/children.ts';
import { portAt } from '../processes/free-ports.ts';
import { unmarkedEnvironment } from '../processes/mark.ts';
import { REDIS_RULES } from './redis-acl.ts';

const USUAL_PORT = 6_379;
const START_TIMEOUT_MS = 30_000;

interface Needed {
  readonly program: FoundProgram;
  /** The secret that coordinator and agents share: the password follows from it. */
  readonly secret: string;
  /** Address of this host that agents reach. */
  readonly listen: string;
  /** The run's folder for files that last no longer than it. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

export interface LoadRedis extends AsyncDisposable {
  readonly address: RedisAddress;
}

/** @throws {UsageError} with its words if it does not start */
export async function startLoadRedis(needed: Needed): Promise<LoadRedis> {
  const { program, secret, listen, scratch, signal } = needed;
  const port = await portAt(USUAL_PORT, listen);
  const password = redisPassword(secret);
  const url = new URL(`redis://${REDIS_USER}@${hostAndPort({ host: listen, port })}`);
  const identity = unprivileged();
  const file = writeConfiguration(privateFolder(scratch, 'redis-', identity), identity, {
    listen,
    port,
    password,
  });
  const start = () =>
    spawnChild(
      { name: 'redis', command: program.command, args: [file], env: unmarkedEnvironment, ...identity },
      scratch,
    );
  const withPassword = new URL(url);
  withPassword.password = password;
  try {
    const { child, redis } = await startServer(start, withPassword, {
      startTimeoutMs: START_TIMEOUT_MS,
      signal,
    });
    redis[Symbol.dispose]();
    return { address: { url, password }, [Symbol.asyncDispose]: () => child.stop() };
  } catch (error) {
    if (!(error instanceof TargetError) || signal.aborted) throw error;
    throw new UsageError(['--start-redis', error.message, ...error.lastLines.slice(-1)].join(': '), {
      cause: error,
    });
  }
}

/** The arguments of a process are visible to every user of this host, its file is not. */
function writeConfiguration(
  folder: string,
  { uid, gid }: { readonly uid?: number; readonly gid?: number },
  { listen, port, password }: { readonly listen: string; readonly port: number; readonly password: string },
): string {
  const file = join(folder, 'redis.conf');
  const addresses = [...new Set([LOOPBACK, listen])];
  const hash = createHash('sha256').update(password).digest('hex');
  const lines = [
    `bind ${addresses.join(' ')}`,
    `port ${port}`,
    ...['daemonize no', 'save ""', 'appendonly no', 'maxmemory-policy noeviction', `dir ${folder}`],
    'user default reset',
    `user ${REDIS_USER} on #${hash} ${REDIS_RULES}`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
  return file;
}
