/** Rounds of `hash` that take a millisecond of a core of the host of docs/evidence.md. */
export const ROUNDS_PER_MS = 450_000;

/**
 * Work that keeps its pace: each round waits for the one before it (xorshift, G. Marsaglia, 2003), and such code is not
 * held up by a neighbour's thread on the same core, which halves the pace of code with much to do at once. On a host
 * whose cores are shared, what is measured of a server that does mostly this is the server.
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
