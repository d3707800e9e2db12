/** Runs the window's events: what is done to the target inside the window, on the window's clock. */
import type { Controls } from '../../targets/controls.ts';
import type { TargetFailure } from '../../targets/topology.ts';
import type { CellEvent } from '../config/events.ts';
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { HappenedEvent } from '../records/run.ts';

export interface RunningEvents {
  /** Settles when an event fails. Never rejects. */
  readonly failed: Promise<TargetFailure>;
  /** When nothing was left to do for the last event, on the monotonic clock; null if one has not ended yet. */
  lastEndMs(): number | null;
  /** Events that have begun by now, in order. */
  begun(): HappenedEvent[];
}

interface Target {
  readonly controls: Partial<Controls>;
  readonly workers: number;
}

/** @param over aborted at the window's end; events that have not ended then are abandoned */
export function runEvents(
  events: readonly CellEvent[],
  { controls, workers }: Target,
  { fromMs, toMs }: Window,
  over: AbortSignal,
): RunningEvents {
  const happened: HappenedEvent[] = [];
  const settledMs: number[] = [];
  const elapsedSeconds = () => (monotonicMs() - fromMs) / 1_000;
  const window = { durationSeconds: (toMs - fromMs) / 1_000, workers, elapsedSeconds };

  const run = async ({ event, atSeconds }: CellEvent) => {
    await until(fromMs + atSeconds * 1_000, over);
    const record: HappenedEvent = {
      name: event.name,
      noun: event.noun,
      atSeconds: elapsedSeconds(),
      endedSeconds: null,
      isLasting: event.outlasts?.(controls) ?? false,
      detail: {},
      cost: null,
    };
    happened.push(record);
    // The plan contains only events whose target has the controls that they need.
    const detail = await event.run(controls as Controls, window, over);
    if (over.aborted) return;
    record.detail = { ...detail };
    settledMs.push(monotonicMs());
    if (!record.isLasting) record.endedSeconds = elapsedSeconds();
  };
  const failed = new Promise<TargetFailure>((resolve) => {
    for (const one of events) {
      run(one).catch((error: Error) => {
        if (over.aborted) return;
        const reason = `${one.event.name}, ${one.atSeconds} s into the window, failed: ${error.message}`;
        resolve({ reason, lastLines: [] });
      });
    }
  });
  const lastEndMs = () => (settledMs.length < events.length ? null : Math.max(...settledMs));
  return { failed, lastEndMs, begun: () => structuredClone(happened) };
}
