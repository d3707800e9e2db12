/**
 * littlesLawRatio is the share of the connections that Little's law accounts for: throughput x mean latency /
 * connections.
 *
 * In a closed loop without think time in the client, every connection always has a request in flight, so that the
 * ratio is 1. A client with another ratio has lost responses or measured wrong latencies (Little, "A Proof for the
 * Queuing Formula L = lambda W", 1961).
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
