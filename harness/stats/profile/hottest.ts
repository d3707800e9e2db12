import type { CpuProfile } from '../../records/cpu-profile.ts';
import type { HotFunction, PackageTime, TakenProfile } from '../../records/profile.ts';
import { sum } from '../summary.ts';
import { IDLE, isFunction, originOf, type Roots } from './package-of.ts';
import { type FunctionTime, selfTimes } from './self-times.ts';

const SHOWN = 10;

/** hottestOf returns the functions and packages with the most self time. Shares are of the time that was not idle. */
export function hottestOf(
  profile: CpuProfile,
  roots: Roots,
): Pick<TakenProfile, 'durationSeconds' | 'sampleCount' | 'idleSeconds' | 'hottest' | 'packages'> {
  const all = selfTimes(profile);
  const isIdle = ({ callFrame }: FunctionTime) => callFrame.url === '' && callFrame.functionName === IDLE;
  const busy = all.filter((one) => !isIdle(one));
  const busySeconds = sum(busy.map(({ selfSeconds }) => selfSeconds));
  const shareOf = (seconds: number) => (busySeconds === 0 ? 0 : Math.min(1, seconds / busySeconds));
  const hottest = busy
    .filter(({ callFrame, selfSeconds }) => isFunction(callFrame) && selfSeconds > 0)
    .slice(0, SHOWN)
    .map(({ callFrame, selfSeconds }): HotFunction => {
      const { functionName, lineNumber } = callFrame;
      return {
        name: functionName === '' ? '(anonymous)' : functionName,
        ...originOf(callFrame, roots),
        line: lineNumber < 0 || callFrame.url === '' ? null : lineNumber + 1,
        selfSeconds,
        selfShare: shareOf(selfSeconds),
      };
    });
  return {
    durationSeconds: (profile.endTime - profile.startTime) / 1e6,
    sampleCount: profile.samples.length,
    idleSeconds: sum(all.filter(isIdle).map(({ selfSeconds }) => selfSeconds)),
    hottest,
    packages: byPackage(busy, roots).map((one) => ({ ...one, selfShare: shareOf(one.selfSeconds) })),
  };
}

function byPackage(
  times: readonly FunctionTime[],
  roots: Roots,
): Pick<PackageTime, 'package' | 'selfSeconds'>[] {
  const seconds = new Map<string, number>();
  for (const { callFrame, selfSeconds } of times) {
    const { package: name } = originOf(callFrame, roots);
    seconds.set(name, (seconds.get(name) ?? 0) + selfSeconds);
  }
  return [...seconds]
    .filter(([, selfSeconds]) => selfSeconds > 0)
    .map(([name, selfSeconds]) => ({ package: name, selfSeconds }))
    .toSorted((one, other) => other.selfSeconds - one.selfSeconds);
}
