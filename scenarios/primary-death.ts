import { primaryDeath as event } from './events/primary-death.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const primaryDeath: Scenario = lossesOf(
  event,
  'requests that the death of the primary loses, at a set rate',
);
