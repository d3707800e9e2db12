import { busyPrimary } from './busy-primary.ts';
import { capacity } from './capacity.ts';
import { crashLoop } from './crash-loop.ts';
import { dbWait } from './db-wait.ts';
import { hang } from './hang.ts';
import { idleUpstream } from './idle-upstream.ts';
import { memoryLimit } from './memory-limit.ts';
import { newConnections } from './new-connections.ts';
import { saturate } from './saturate.ts';
import type { Scenario } from './scenario.ts';
import { slowWorker } from './slow-worker.ts';
import { staticFiles } from './static.ts';
import { steadyRate } from './steady-rate.ts';

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
  crashLoop,
  hang,
  slowWorker,
  memoryLimit,
  busyPrimary,
];
