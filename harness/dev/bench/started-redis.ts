import { startOwnServer } from '../../../targets/services/redis/own-server.ts';
import type { Spawn } from '../../../targets/topology.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { freePorts } from '../../processes/free-ports.ts';

/** startedRedis starts a Redis for a measurement, and returns its URL; null if there is no redis-server. */
export async function startedRedis(spawn: Spawn, folder: string): Promise<URL | null> {
  const { programs } = await detectCapabilities();
  const program = programs['redis-server'];
  if (!program) return null;
  const [port = 0] = await freePorts(1);
  const { signal } = new AbortController();
  const context = {
    program,
    folder,
    port,
    spawn,
    signal,
    startTimeoutMs: 10_000,
    url: null,
    env: {},
    settings: {},
  };
  const { url, redis } = await startOwnServer(context);
  redis[Symbol.dispose]();
  return url;
}
