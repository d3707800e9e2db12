import { sum } from '../../stats/summary.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** In shorter windows the heap still grows to its working size. */
const LEAST_SECONDS = 60;
/** Growth over a window that matters: a share of the memory, and an amount that a collector's steps do not make. */
const LEAST_SHARE = 0.1;
const LEAST_BYTES = 5_000_000;
/** A heap that fills up grows ever more slowly, a leak does not: the least slope compared with the first half's. */
const LEAST_PERSISTENCE = 0.5;

export const memoryGrows: Diagnostic = {
  code: 'memory-grows',
  find: ({ memory, load: { windowSeconds } }) => {
    if (!memory?.slope || windowSeconds < LEAST_SECONDS) return null;
    const { bytesPerHour, low, high, firstHalfBytesPerHour } = memory.slope;
    const middle = Math.floor(memory.atSeconds.length / 2);
    const residentBytes = sum(memory.processes.map(({ bytes }) => bytes[middle] ?? 0));
    const growthBytes = bytesPerHour * (windowSeconds / 3_600);
    if (low <= 0 || growthBytes < Math.max(LEAST_BYTES, LEAST_SHARE * residentBytes)) return null;
    if (bytesPerHour < LEAST_PERSISTENCE * firstHalfBytesPerHour) return null;
    return {
      text: 'the memory of the app’s processes still grew in the second half of the window, as with a leak: see whether it goes on in a longer one (--duration or --stages)',
      numbers: { residentBytes, growth: bytesPerHour, growthLow: low, growthHigh: high },
    };
  },
};
