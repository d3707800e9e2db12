import { deploy as event } from './events/deploy.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const deploy: Scenario = lossesOf(
  event,
  'db-wait at a set rate, and a rolling restart: the requests that it loses',
);
