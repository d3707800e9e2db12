/** `--cpu-limit none,0.5`: the cores that each worker or server may use, as a container's limit. */
import type { SettingValues } from '../../targets/setting.ts';
import { CPU_LIMIT } from '../records/settings-label.ts';
import { UsageError } from './usage-error.ts';
import { type Given, listOf, numberIn } from './values.ts';

/** Cores of each worker; null without a limit. */
export type CpuLimit = number | null;

export const NO_LIMIT = 'none';
/** The kernel accepts no less than a millisecond of each 100 ms. */
const limitRange = { min: 0.01, max: 1024, whole: false, word: NO_LIMIT } as const;

/** @throws {UsageError} */
export function parseCpuLimits(given: Given): CpuLimit[] {
  const limits = listOf(given).map((item) =>
    item === NO_LIMIT ? null : numberIn(item, limitRange, given.origin),
  );
  return [...new Set(limits)];
}

/** The limit as ids and records write it; empty without one. */
export function limitSetting(limit: CpuLimit): SettingValues {
  return limit === null ? {} : { [CPU_LIMIT]: String(limit) };
}

/**
 * A limit that the cores do not suffice for limits nothing.
 *
 * @param cores that the app may use
 * @throws {UsageError}
 */
export function refuseMoreThanCores(
  limits: readonly CpuLimit[],
  workers: readonly number[],
  cores: number,
  origin: string,
): void {
  const most = Math.max(...workers);
  const limit = Math.max(...limits.map((each) => each ?? 0));
  if (limit * most <= cores) return;
  const fitting = Math.floor((100 * cores) / most) / 100;
  const total = Number((limit * most).toFixed(2));
  throw new UsageError(
    `${origin} ${limit} for each of ${most} ${most === 1 ? 'worker' : 'workers'} makes ${total} cores, but the app may use ${cores}; use ${fitting} or less${most === 1 ? '' : ', or fewer --workers'}`,
  );
}
