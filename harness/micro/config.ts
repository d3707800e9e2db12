/** Flags of `cluster-bench micro` -> what to measure. */
import { givenAmong } from '../config/flags.ts';
import { microOptionNames } from '../config/micro-options.ts';
import { listOf, numberIn, oneOf, oneText, switchOf } from '../config/values.ts';

export interface MicroConfig {
  /** Built-in apps, in their own order. */
  readonly apps: readonly string[];
  /** For each benchmark, after its warm-up. */
  readonly timeMs: number;
  readonly json: boolean;
}

const DEFAULT_TIME_MS = 300;
const TIME_RANGE = { min: 1, max: 60_000, whole: true, unit: 'ms' } as const;

/** @throws {UsageError} at the first flag that is unknown, or makes no sense. */
export function microConfig(
  flags: Readonly<Record<string, unknown>>,
  builtInApps: readonly string[],
  cwd: string,
): MicroConfig {
  const { app, time, json } = givenAmong(flags, microOptionNames, cwd);
  const asked = app && listOf(app).map((name) => oneOf(name, builtInApps, app.origin));
  return {
    apps: builtInApps.filter((name) => !asked || asked.includes(name)),
    timeMs: time ? numberIn(oneText(time), TIME_RANGE, time.origin) : DEFAULT_TIME_MS,
    json: json !== undefined && switchOf(json),
  };
}
