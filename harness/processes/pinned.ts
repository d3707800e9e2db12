import type { SpawnOptions } from '../../targets/topology.ts';

/**
 * The same process, kept on some CPUs with all that it starts. `taskset` becomes the program that it runs: pid, group,
 * IPC channel and output stay what they are.
 *
 * @param cpus null: wherever the kernel puts it
 */
export function pinned(options: SpawnOptions, cpus: readonly number[] | null): SpawnOptions {
  if (!cpus) return options;
  const { command, args } = options;
  return { ...options, command: 'taskset', args: ['-c', cpus.join(','), command, ...args] };
}
