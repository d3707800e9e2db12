import type { SpawnOptions } from '../../../targets/topology.ts';

/** pinnedTo returns a spawn function that starts everything on one core; without a core, it returns `spawn` itself. */
export function pinnedTo<Options extends SpawnOptions, Started>(
  cpu: number | undefined,
  spawn: (options: Options) => Started,
): (options: Options) => Started {
  if (cpu === undefined) return spawn;
  return (options) =>
    spawn({ ...options, command: 'taskset', args: ['-c', String(cpu), options.command, ...options.args] });
}
