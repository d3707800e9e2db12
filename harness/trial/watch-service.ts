/** The figures of a service over a window: at both ends, and about once a second in between. */
import type { Figures, RunningService } from '../../targets/services/service.ts';
import { TargetError } from '../../targets/topology.ts';
import { monotonicMs, until, untilEnd, type Window } from '../host/clock.ts';
import type { ServiceFigures } from '../records/run.ts';
import { mean } from '../stats/summary.ts';

const SAMPLE_PERIOD_MS = 1_000;

interface WatchedService {
  readonly figures: ServiceFigures;
  /** Mean time of a query, milliseconds; null if the service does not know it. */
  readonly queryMs: number | null;
}

/** watchService rejects if the signal is aborted before the window's end. @throws {TargetError} if it cannot report */
export async function watchService(
  { name, running }: { readonly name: string; readonly running: RunningService },
  window: Window,
  signal: AbortSignal,
): Promise<WatchedService> {
  await until(window.fromMs, signal);
  const before = await orFailed(name, running.figures());
  const samples = await samplesUntilEnd(name, running, window, signal);
  const after = await orFailed(name, running.figures());
  return {
    figures: {
      name,
      version: running.version,
      figures: atBothEnds(before, after),
      overWindow: overWindow(samples),
      settings: { ...running.settings },
    },
    queryMs: running.queryMs?.(before, after) ?? null,
  };
}

/** The window's end may move. */
async function samplesUntilEnd(
  name: string,
  running: RunningService,
  window: Window,
  signal: AbortSignal,
): Promise<Figures[]> {
  const samples: Figures[] = [];
  // In the middle of each second: at its start all connections of a second may still open.
  for (let atMs = window.fromMs + SAMPLE_PERIOD_MS / 2; running.sample; atMs += SAMPLE_PERIOD_MS) {
    if (atMs >= window.toMs) break;
    if (atMs > monotonicMs()) await until(atMs, signal);
    samples.push(await orFailed(name, running.sample()));
  }
  await untilEnd(window, signal);
  return samples;
}

/** A service that cannot report its figures fails the trial and not the run. @throws {TargetError} */
async function orFailed(name: string, reading: Promise<Figures>): Promise<Figures> {
  try {
    return await reading;
  } catch (error) {
    const reason = `service ${name} cannot report its figures: ${(error as Error).message}`;
    throw new TargetError({ reason, lastLines: [] }, { cause: error });
  }
}

/** Keeps the figures that both ends have: one end alone says nothing about a window. */
function atBothEnds(before: Figures, after: Figures): ServiceFigures['figures'] {
  return Object.fromEntries(
    Object.entries(before).flatMap(([name, atStart]) => {
      const atEnd = after[name];
      return atEnd === undefined ? [] : [[name, { atStart, atEnd }]];
    }),
  );
}

function overWindow(samples: readonly Figures[]): ServiceFigures['overWindow'] {
  return Object.fromEntries(
    Object.keys(samples[0] ?? {}).map((name) => {
      const values = samples.flatMap((sample) => sample[name] ?? []);
      return [name, { min: Math.min(...values), mean: mean(values), max: Math.max(...values) }];
    }),
  );
}
