import type { Behaviour } from './behaviour.ts';

/** A worker in an endless loop. It holds its connections, and a core. */
export const hang: Behaviour = {
  name: 'hang',
  of: 'worker',
  isRepeated: false,
  begin: () => {
    for (;;);
  },
};
