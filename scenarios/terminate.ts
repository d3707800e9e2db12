import { terminate as event } from './events/terminate.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const terminate: Scenario = lossesOf(
  event,
  'requests that a SIGTERM to the target loses, at a set rate',
);
