import { capacity } from './capacity.ts';
import { dbWait } from './db-wait.ts';
import { idleUpstream } from './idle-upstream.ts';
import { newConnections } from './new-connections.ts';
import type { ProxiedScenario } from './proxied.ts';
import { saturate } from './saturate.ts';
import { staticFiles } from './static.ts';
import { steadyRate } from './steady-rate.ts';

export type { ProxiedScenario as Scenario } from './proxied.ts';

/** Every scenario, the default one first. */
export const scenarios: readonly ProxiedScenario[] = [
  dbWait,
  saturate,
  newConnections,
  steadyRate,
  capacity,
  staticFiles,
  idleUpstream,
];
