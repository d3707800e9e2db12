import { crash as event } from './events/crash.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const crash: Scenario = lossesOf(
  event,
  'db-wait at a set rate, and a killed worker: the requests that are lost',
);
