import type { OkTrial } from '../harness/records/run.ts';
import type { Group } from './groups.ts';

/** In shorter windows memory shows little but the heap that grows to its working size. */
const LONG_SECONDS = 60;

/** Trials whose memory over time is shown: those with stages, or with a long window. */
export function memoryTrials({ results }: Group): OkTrial[] {
  return results
    .flatMap(({ ok }) => ok)
    .filter(
      ({ load, memory }) => memory !== null && (load.phases.length > 0 || load.windowSeconds >= LONG_SECONDS),
    );
}
