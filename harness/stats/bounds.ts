/**
 * Throughput that no server can pass in a closed loop: each connection has one request under way and waits
 * at least delay and service time for its answer.
 *
 * `connections / (delay + service time)`, the asymptotic bound N / (Z + S) of a closed queueing network with think
 * time Z (Denning and Buzen, "The Operational Analysis of Queueing Network Models", 1978).
 *
 * @param connections open connections, without pipelining
 * @param delayMs delay before each answer, milliseconds
 * @param serviceMs work on each answer, milliseconds; 0 where it is not known
 * @returns requests per second; null where neither takes time, since the connections then set no bound
 */
export function connectionsBound(connections: number, delayMs: number, serviceMs = 0): number | null {
  const requestMs = delayMs + serviceMs;
  return requestMs > 0 ? (connections * 1000) / requestMs : null;
}

/**
 * Throughput that servers cannot pass however much is asked of them: each is busy for the service time of a request.
 *
 * `servers / service time`, the asymptotic bound m / S (Denning and Buzen, 1978).
 *
 * @param servers that work at the same time: processes, or cores; need not be whole
 * @param serviceMs busy time of one server a request, milliseconds
 * @returns requests per second; null where a request costs nothing
 */
export function capacityBound(servers: number, serviceMs: number): number | null {
  return serviceMs > 0 ? (servers * 1000) / serviceMs : null;
}
