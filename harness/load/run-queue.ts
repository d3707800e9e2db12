/**
 * Time in which this process was ready to run but had no core. A client that waits for a core measures its own wait.
 */
import { readFileSync } from 'node:fs';

/**
 * watchRunQueue starts counting, and returns a function that returns the seconds since, or null if the kernel does
 * not report them.
 *
 * `/proc/self/schedstat` covers only the main thread, which sends, receives and takes the time. V8's and libuv's
 * helper threads delay a request only while the main thread waits for them.
 */
export function watchRunQueue(read: () => number | null = readWaitNanos): () => number | null {
  const before = read();
  return () => {
    const after = read();
    return before === null || after === null ? null : (after - before) / 1e9;
  };
}

/**
 * Parses `running waiting timeslices`; the first two are in nanoseconds (proc(5)). All are 0 if the kernel does not
 * count.
 */
export function parseSchedstat(text: string): number | null {
  const [, waiting, timeslices] = text.trim().split(/\s+/).map(Number);
  return waiting === undefined || !timeslices ? null : waiting;
}

function readWaitNanos(): number | null {
  try {
    return parseSchedstat(readFileSync('/proc/self/schedstat', 'utf8'));
  } catch {
    return null;
  }
}
