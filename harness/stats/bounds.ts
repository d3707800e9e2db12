/**
 * Throughput that no server can pass in a closed loop: each connection has one request under way and waits
 * at least the delay for its answer, so that it ends at most 1 / delay requests per second.
 *
 * `connections / delay`, the asymptotic bound N / Z of a closed queueing network with think time Z
 * (Denning and Buzen, "The Operational Analysis of Queueing Network Models", 1978).
 *
 * @param connections open connections, without pipelining
 * @param delayMs delay before each answer, milliseconds
 * @returns requests per second; null where the delay is 0, since the connections then set no bound
 */
export function connectionsBound(connections: number, delayMs: number): number | null {
  return delayMs > 0 ? (connections * 1000) / delayMs : null;
}
