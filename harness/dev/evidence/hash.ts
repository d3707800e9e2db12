/** Rounds of `hash` per millisecond on a core of the host of docs/evidence.md. */
export const ROUNDS_PER_MS = 450_000;

/**
 * hash is work of a constant speed. Each round waits for the previous one (xorshift, G. Marsaglia, 2003), and such
 * code is not slowed by another thread on the same core, which halves the speed of code with more parallelism. So on
 * a host with shared cores, the figures of a server that mostly does this are the server's own.
 */
export function hash(seed: number, rounds: number): number {
  let state = seed;
  for (let round = 0; round < rounds; round++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state >>> 0;
}
