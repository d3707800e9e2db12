import { crash as event } from './events/crash.ts';
import { lossesOf } from './losses.ts';
import type { Scenario } from './scenario.ts';

export const crash: Scenario = lossesOf(event, 'requests that a killed worker loses, at a set rate');
