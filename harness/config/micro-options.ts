/** Options of `cluster-bench micro`. */
import type { Option } from './options.ts';

const measured = 'What is measured:';

export const microOptions = {
  app: { group: measured, about: 'built-in apps: express, fastify, http [all]', takes: 'list' },
  time: { group: measured, about: 'ms for each benchmark, after its warm-up [300]', takes: 'value' },
  json: { group: 'Output:', about: 'figures as JSON on standard output', takes: 'switch' },
} as const satisfies Record<string, Option>;

export type MicroOptionName = keyof typeof microOptions;

export const microOptionNames = Object.keys(microOptions) as MicroOptionName[];
