/**
 * How much of the connections Little's law accounts for: throughput x mean latency / connections.
 *
 * In a closed loop without think time on the client's side every connection always has a request under way, so
 * that the ratio is 1; a driver whose figures give another one has lost answers or misjudged latencies
 * (Little, "A Proof for the Queuing Formula L = lambda W", 1961).
 *
 * @param throughput requests per second
 * @param meanLatencyMs of the same requests, milliseconds
 * @returns a ratio; null without connections
 */
export function littlesLawRatio(
  throughput: number,
  meanLatencyMs: number,
  connections: number,
): number | null {
  return connections > 0 ? (throughput * meanLatencyMs) / 1000 / connections : null;
}
