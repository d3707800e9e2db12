import { dbWait } from './db-wait.ts';
import { saturate } from './saturate.ts';
import type { Scenario } from './scenario.ts';

export type { Scenario } from './scenario.ts';

/** Every scenario, the default one first. */
export const scenarios: readonly Scenario[] = [dbWait, saturate];
