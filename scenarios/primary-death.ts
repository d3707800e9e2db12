import { primaryDeath as event } from './events/primary-death.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const primaryDeath: Scenario = lossesOf(
  event,
  'db-wait at a set rate, and a killed primary: the requests that are lost',
);
