import { crashLoop as event } from './events/crash-loop.ts';
import { misbehaving } from './misbehaving.ts';

export const crashLoop = misbehaving(event, {
  name: 'crash-loop',
  summary: 'db-wait at a set rate, and a worker that exits after each start',
});
