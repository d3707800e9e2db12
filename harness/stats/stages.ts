/** Stages of a load over time: the level changes evenly within each, from 0 at the start of the window. */
import type { Stage } from '../records/run.ts';
import { sum } from './summary.ts';

/** Leg is a stage that takes time, with both of its levels. */
export interface Leg {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly fromLevel: number;
  readonly level: number;
}

/** legsOf returns the stages that take time. A stage of 0 s only sets the level at which the next one begins. */
export function legsOf(stages: readonly Stage[]): Leg[] {
  let [fromSeconds, fromLevel] = [0, 0];
  const all = stages.map(({ durationSeconds, level }) => {
    const leg = { fromSeconds, toSeconds: fromSeconds + durationSeconds, fromLevel, level };
    [fromSeconds, fromLevel] = [leg.toSeconds, level];
    return leg;
  });
  return all.filter((leg) => leg.toSeconds > leg.fromSeconds);
}

/** levelAt returns the level at a time from the start of the window, and the last one after its end. */
export function levelAt(legs: readonly Leg[], seconds: number): number {
  const leg = legs.find(({ toSeconds }) => seconds < toSeconds);
  if (!leg) return legs.at(-1)?.level ?? 0;
  const share = (seconds - leg.fromSeconds) / (leg.toSeconds - leg.fromSeconds);
  return leg.fromLevel + share * (leg.level - leg.fromLevel);
}

/** lengthOfStages is the length of the window, in seconds. */
export function lengthOfStages(stages: readonly Stage[]): number {
  return sum(stages.map(({ durationSeconds }) => durationSeconds));
}

/** meanLevel is the level, averaged over the window. */
export function meanLevel(stages: readonly Stage[]): number {
  const areas = legsOf(stages).map(areaOf);
  return sum(areas) / lengthOfStages(stages);
}

/** areaOf is the level of a leg, integrated over its seconds: at a rate, the number of its requests. */
export function areaOf({ fromSeconds, toSeconds, fromLevel, level }: Leg): number {
  return ((fromLevel + level) / 2) * (toSeconds - fromSeconds);
}

/** warmUpLevel is the first level above 0. */
export function warmUpLevel(stages: readonly Stage[]): number {
  return stages.find(({ level }) => level > 0)?.level ?? 0;
}

export function highestLevel(stages: readonly Stage[]): number {
  return Math.max(0, ...stages.map(({ level }) => level));
}

/** legInWords is `0 to 100`, or `at 100`. */
export function legInWords({ fromLevel, level }: Pick<Leg, 'fromLevel' | 'level'>): string {
  return fromLevel === level ? `at ${level}` : `${fromLevel} to ${level}`;
}

/** stagesInWords is `30s:100, 120s:2000`. The same stages have the same words forever, because histories use them. */
export function stagesInWords(stages: readonly Stage[]): string {
  return stages.map(({ durationSeconds, level }) => `${durationSeconds}s:${level}`).join(', ');
}
