import { blocking } from './blocking/blocking.ts';
import { blockingThreads } from './blocking/blocking-threads.ts';
import { busyPrimary } from './busy-primary.ts';
import { capacity } from './capacity.ts';
import { crash } from './crash.ts';
import { crashLoop } from './crash-loop.ts';
import { dbWait } from './db-wait.ts';
import { deploy } from './deploy.ts';
import { hang } from './hang.ts';
import { idleUpstream } from './idle-upstream.ts';
import { memoryLimit } from './memory-limit.ts';
import { metrics } from './metrics.ts';
import { newConnections } from './new-connections.ts';
import { pool } from './pool/pool.ts';
import { poolPgbouncer } from './pool/pool-pgbouncer.ts';
import { primaryDeath } from './primary-death.ts';
import { saturate } from './saturate.ts';
import type { Scenario } from './scenario.ts';
import { sessionsJwt } from './sessions/sessions-jwt.ts';
import { sessionsMemory } from './sessions/sessions-memory.ts';
import { sessionsRedis } from './sessions/sessions-redis.ts';
import { slowWorker } from './slow-worker.ts';
import { websocketBroadcast } from './sockets/websocket-broadcast.ts';
import { websocketBroadcastRedis } from './sockets/websocket-broadcast-redis.ts';
import { websocketEcho } from './sockets/websocket-echo.ts';
import { websocketIdle } from './sockets/websocket-idle.ts';
import { staticFiles } from './static.ts';
import { steadyRate } from './steady-rate.ts';
import { terminate } from './terminate.ts';

export type { Scenario } from './scenario.ts';

/** Every scenario, the default one first. */
export const scenarios: readonly Scenario[] = [
  dbWait,
  saturate,
  newConnections,
  steadyRate,
  capacity,
  staticFiles,
  idleUpstream,
  deploy,
  terminate,
  crash,
  primaryDeath,
  sessionsMemory,
  sessionsJwt,
  sessionsRedis,
  pool,
  poolPgbouncer,
  blocking,
  blockingThreads,
  crashLoop,
  hang,
  slowWorker,
  memoryLimit,
  busyPrimary,
  websocketEcho,
  websocketBroadcast,
  websocketBroadcastRedis,
  websocketIdle,
  metrics,
];
