/** Flags of `cluster-bench micro` -> what to measure. */
import { givenAmong } from '../config/flags.ts';
import { readValues } from '../config/options/option.ts';
import { microOptions } from '../config/options/others.ts';

export interface MicroConfig {
  /** Built-in apps, in their own order. */
  readonly apps: readonly string[];
  /** For each benchmark, after its warm-up. */
  readonly timeMs: number;
  readonly json: boolean;
}

/** @throws {UsageError} at the first flag that is unknown, or makes no sense. */
export function microConfig(
  flags: Readonly<Record<string, unknown>>,
  builtInApps: readonly string[],
  cwd: string,
): MicroConfig {
  const given = givenAmong(flags, microOptions, cwd);
  const { app, time, json } = readValues(microOptions, given, 'micro', {
    names: { app: { all: builtInApps, plain: builtInApps } },
  });
  return { apps: app, timeMs: time, json };
}
