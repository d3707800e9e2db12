import type { Behaviour } from './behaviour.ts';

/** How long the worker serves before it exits: long enough to get connections, which its end then cuts. */
const LIFE_MS = 200;

/** A worker that exits soon after each start, as one whose database is away. */
export const crashLoop: Behaviour = {
  name: 'crash-loop',
  of: 'worker',
  isRepeated: true,
  begin: () => {
    const timer = setTimeout(() => process.exit(1), LIFE_MS);
    return () => clearTimeout(timer);
  },
};
