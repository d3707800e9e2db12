/** How long this process was ready to run and had no core: a client that waits for a core measures its own wait. */
import { readFileSync } from 'node:fs';

/**
 * Begins to count; what it returns tells the seconds since, or null where the kernel does not.
 *
 * `/proc/self/schedstat` is of the main thread alone, which is the one that sends, receives and takes the time: the
 * waits of V8's and libuv's helpers hold up a request only where the main thread waits for them.
 */
export function watchRunQueue(read: () => number | null = readWaitNanos): () => number | null {
  const before = read();
  return () => {
    const after = read();
    return before === null || after === null ? null : (after - before) / 1e9;
  };
}

/** `running waiting timeslices`, the first two in nanoseconds (proc(5)); all 0 where the kernel does not count. */
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
