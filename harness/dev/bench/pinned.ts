import type { SpawnOptions } from '../../../targets/topology.ts';

/** The same, with everything that it starts on one core; anywhere where none is told. */
export function pinnedTo<Options extends SpawnOptions, Started>(
  cpu: number | undefined,
  spawn: (options: Options) => Started,
): (options: Options) => Started {
  if (cpu === undefined) return spawn;
  return (options) =>
    spawn({ ...options, command: 'taskset', args: ['-c', String(cpu), options.command, ...options.args] });
}
