/** StagedLedger also counts by stage. Loads without stages use the plain ledger, which stays as fast as it is. */

import type { Window } from '../host/clock.ts';
import type { LoadErrors, Stage } from '../records/run.ts';
import { type Leg, legsOf } from '../stats/stages.ts';
import { LatencyRecorder } from './histogram.ts';
import { Ledger } from './ledger.ts';
import type { LedgerFigures } from './window-counts.ts';

/** Each stage has a recorder: 256 KiB instead of 1 MiB. */
const FINE_MICROSECONDS = 2 ** 16;

export class StagedLedger extends Ledger {
  readonly #legs: readonly Leg[];
  #fromMs = Number.POSITIVE_INFINITY;
  #phases: ReturnType<typeof emptyPhase>[] = [];

  constructor(stages: readonly Stage[]) {
    super();
    this.#legs = legsOf(stages);
  }

  override open(window: Window): void {
    super.open(window);
    this.#fromMs = window.fromMs;
    this.#phases = this.#legs.map(emptyPhase);
  }

  override completed(dueMs: number, nowMs: number, label = -1): void {
    super.completed(dueMs, nowMs, label);
    const phase = this.#phaseAt(nowMs);
    if (!phase) return;
    phase.completed++;
    phase.latencies.record(nowMs - dueMs);
  }

  override failed(kind: keyof LoadErrors, dueMs: number, nowMs: number, label = -1): void {
    super.failed(kind, dueMs, nowMs, label);
    const phase = this.#phaseAt(nowMs);
    if (phase) phase.failed++;
  }

  override figures(): LedgerFigures {
    const phases = this.#phases.map(({ latencies, ...counts }) => ({
      ...counts,
      histogram: latencies.encode(),
    }));
    return { ...super.figures(), phases };
  }

  #phaseAt(nowMs: number): ReturnType<typeof emptyPhase> | undefined {
    const seconds = (nowMs - this.#fromMs) / 1_000;
    if (!(seconds >= 0)) return undefined;
    return this.#phases[this.#legs.findIndex(({ toSeconds }) => seconds < toSeconds)];
  }
}

function emptyPhase() {
  return { completed: 0, failed: 0, latencies: new LatencyRecorder(FINE_MICROSECONDS) };
}
