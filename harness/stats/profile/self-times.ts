import type { CallFrame, CpuProfile } from '../../records/cpu-profile.ts';

/** FunctionTime is the self time of one function, wherever it was called from. */
export interface FunctionTime {
  readonly callFrame: CallFrame;
  readonly selfSeconds: number;
}

/**
 * selfTimes adds up each function's self time. A sample stands for the time until the next one, the last one for the
 * time until the profile's end, as in Chrome DevTools. V8 may note samples out of order, which makes deltas negative.
 */
export function selfTimes(profile: CpuProfile): FunctionTime[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, { callFrame: CallFrame; micros: number }>();
  for (const { id, micros } of spans(profile)) {
    const callFrame = frames.get(id);
    if (callFrame === undefined) continue;
    const { functionName, url, lineNumber, columnNumber } = callFrame;
    const key = JSON.stringify([functionName, url, lineNumber, columnNumber]);
    const known = times.get(key);
    if (known === undefined) times.set(key, { callFrame, micros });
    else known.micros += micros;
  }
  return [...times.values()]
    .map(({ callFrame, micros }) => ({ callFrame, selfSeconds: micros / 1e6 }))
    .toSorted((one, other) => other.selfSeconds - one.selfSeconds);
}

interface Span {
  readonly id: number;
  readonly micros: number;
}

function spans({ samples, timeDeltas, startTime, endTime }: CpuProfile): Span[] {
  let at = startTime;
  const noted = samples.map((id, index) => {
    at += timeDeltas[index] ?? 0;
    return { id, at };
  });
  const ordered = noted.toSorted((one, other) => one.at - other.at);
  return ordered.map(({ id, at }, index) => ({
    id,
    micros: Math.max(0, (ordered[index + 1]?.at ?? endTime) - at),
  }));
}
