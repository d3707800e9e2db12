import { terminate as event } from './events/terminate.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const terminate: Scenario = lossesOf(
  event,
  'db-wait at a set rate, and SIGTERM: the requests in flight that are lost',
);
