import { untilEnd, type Window } from '../host/clock.ts';

/** LATE stands for a report that did not come in time. */
export const LATE: unique symbol = Symbol('late');

/** orLate settles as the report does, or some time after the window's end, which may move meanwhile. */
export async function orLate<Report>(
  report: Promise<Report>,
  window: Window,
  graceMs: number,
): Promise<Report | typeof LATE> {
  const deadline = new AbortController();
  const grace = {
    fromMs: window.fromMs,
    get toMs() {
      return window.toMs + graceMs;
    },
  };
  const late = async (): Promise<typeof LATE> => {
    await untilEnd(grace, deadline.signal).catch(() => {});
    return LATE;
  };
  try {
    return await Promise.race([report, late()]);
  } finally {
    deadline.abort();
  }
}
