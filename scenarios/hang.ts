import { hang as event } from './events/hang.ts';
import { misbehaving } from './misbehaving.ts';

export const hang = misbehaving(event, {
  name: 'hang',
  summary: 'db-wait at a set rate, and a worker whose event loop never returns',
});
