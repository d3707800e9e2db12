/** Counts of the iterations of one load process that ended in a window. */
import { LatencyRecorder } from './histogram.ts';

/** Counters of single microseconds, few of them: an iteration of many requests is long, and its counter out of cache. */
const FINE_MICROSECONDS = 2 ** 14;

/** IterationFigures is what one load process reports of its iterations. */
export interface IterationFigures {
  /** Iterations whose requests all got correct responses. */
  readonly completed: number;
  readonly failed: number;
  /** Over the completed ones. */
  readonly durationSumMs: number;
  readonly durationMaxMs: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
}

export class IterationCounts {
  #completed = 0;
  #failed = 0;
  #sumMs = 0;
  #maxMs = 0;
  readonly #durations = new LatencyRecorder(FINE_MICROSECONDS);

  ended(durationMs: number, isCorrect: boolean): void {
    if (!isCorrect) {
      this.#failed++;
      return;
    }
    this.#completed++;
    this.#sumMs += durationMs;
    this.#maxMs = Math.max(this.#maxMs, durationMs);
    this.#durations.record(durationMs);
  }

  /** Returns null if no iteration ended. */
  figures(): IterationFigures | null {
    if (this.#completed + this.#failed === 0) return null;
    return {
      completed: this.#completed,
      failed: this.#failed,
      durationSumMs: this.#sumMs,
      durationMaxMs: this.#maxMs,
      histogram: this.#durations.encode(),
    };
  }
}
