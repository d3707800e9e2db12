/**
 * connectionsLimit is the throughput that no server can exceed in a closed loop: each connection has one request in
 * flight and waits at least delay and service time for its response.
 *
 * `connections / (delay + service time)`, the asymptotic bound N / (Z + S) of a closed queueing network with think
 * time Z (Denning and Buzen, "The Operational Analysis of Queueing Network Models", 1978).
 *
 * @param connections open connections, without pipelining
 * @param delayMs delay before each response, milliseconds
 * @param serviceMs work on each response, milliseconds; 0 if unknown
 * @returns requests per second; null if neither takes time: then the connections set no limit
 */
export function connectionsLimit(connections: number, delayMs: number, serviceMs = 0): number | null {
  const requestMs = delayMs + serviceMs;
  return requestMs > 0 ? (connections * 1000) / requestMs : null;
}

/**
 * capacityLimit is the throughput that servers cannot exceed under any load: each is busy for the service time of a
 * request.
 *
 * `servers / service time`, the asymptotic bound m / S (Denning and Buzen, 1978).
 *
 * @param servers processes or cores that work at the same time; need not be whole
 * @param serviceMs busy time of one server per request, milliseconds
 * @returns requests per second; null if a request costs nothing
 */
export function capacityLimit(servers: number, serviceMs: number): number | null {
  return serviceMs > 0 ? (servers * 1000) / serviceMs : null;
}
