/** Rights of coordinator and agents in Redis: BullMQ's queue, the messages of a load, and the clock. */
import { PREFIX } from '../load/hosts/redis-link.ts';

const COMMANDS = [
  // These have keys and channels, which are ours alone.
  ...['+@hash', '+@list', '+@set', '+@sortedset', '+@stream', '+@string', '+del', '+unlink', '+exists'],
  ...['+pexpire', '+persist', '+pttl', '+publish', '+subscribe', '+eval', '+evalsha'],
  // Redis lists the agents as clients with a name, and has the clock that all hosts share.
  ...['-@dangerous', '+info', '+client|list', '+client|setname', '+ping', '+time'],
];

/** REDIS_RULES are the rights of the user that needs no others. docs/distributed.md shows them. */
export const REDIS_RULES = [
  ...['resetkeys', `~${PREFIX}:*`, 'resetchannels', `&${PREFIX}:*`, '-@all'],
  ...COMMANDS,
].join(' ');
