import { deploy as event } from './events/deploy.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const deploy: Scenario = lossesOf(event, 'requests that a rolling restart loses, at a set rate');
