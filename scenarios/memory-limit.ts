import { leak as event } from './events/leak.ts';
import { misbehaving } from './misbehaving.ts';
import type { Scenario } from './scenario.ts';

export const memoryLimit: Scenario = {
  ...misbehaving(event, {
    name: 'memory-limit',
    summary: 'db-wait at a set rate, and a leak until the worker is replaced',
  }),
  memoryLimit: '150M',
};
