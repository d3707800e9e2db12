import { sum } from './summary.ts';

/** NetworkFigures are the long-run figures of a closed network. */
export interface NetworkFigures {
  /** Requests per second; Infinity if neither delay nor service takes time. */
  readonly throughput: number;
  /** Mean latency of a request in milliseconds, delay included. */
  readonly meanMs: number;
}

/**
 * closedNetwork is the throughput and latency of a closed loop: each connection waits `delayMs`, then queues for one
 * of the `servers`, keeps it for `serviceMs` on average, and begins again.
 *
 * The machine-repair model M/M/m//N (Kleinrock, "Queueing Systems" I, 1975, 3.10; Denning and Buzen, 1978): k
 * requests are at the servers with a probability proportional to the product over j <= k of (N - j + 1) S / (Z min(j,
 * m)). All terms are positive, so that nothing cancels. The textbook's recursion over N subtracts, and is unstable
 * for m > 1. Latency follows by Little's law, N / X. Service times are assumed exponential; the delay may have any
 * distribution.
 *
 * @param connections whole, 0 or more
 * @param servers whole, 1 or more
 */
export function closedNetwork({
  connections,
  delayMs,
  serviceMs,
  servers,
}: {
  readonly connections: number;
  readonly delayMs: number;
  readonly serviceMs: number;
  readonly servers: number;
}): NetworkFigures {
  if (serviceMs <= NEGLIGIBLE * delayMs)
    return byLittle(connections, (connections * 1000) / delayMs, delayMs);
  const busy =
    delayMs <= NEGLIGIBLE * serviceMs
      ? Math.min(connections, servers)
      : meanBusy(connections, serviceMs / delayMs, servers);
  return byLittle(connections, (busy * 1000) / serviceMs, delayMs + serviceMs);
}

/**
 * perWorkerNetwork is the same if each connection stays with its server: one queue per server, side by side. Its latency
 * is the mean over all requests, so that a server counts by its share of the throughput.
 *
 * @param connectionsEach whole, one number per server; a server without connections contributes nothing
 */
export function perWorkerNetwork({
  connectionsEach,
  delayMs,
  serviceMs,
}: {
  readonly connectionsEach: readonly number[];
  readonly delayMs: number;
  readonly serviceMs: number;
}): NetworkFigures {
  const throughput = sum(
    connectionsEach.map(
      (connections) => closedNetwork({ connections, delayMs, serviceMs, servers: 1 }).throughput,
    ),
  );
  return byLittle(sum(connectionsEach), throughput, delayMs + serviceMs);
}

function byLittle(connections: number, throughput: number, aloneMs: number): NetworkFigures {
  if (connections === 0) return { throughput: 0, meanMs: aloneMs };
  return { throughput, meanMs: (connections * 1000) / throughput };
}

/** Above this the weights are scaled down. Only the largest matters: weights that become 0 beside it are negligible. */
const LARGE = 1e100;
/** A value below this share of another changes no digit of their sum. */
const NEGLIGIBLE = 1e-20;

/**
 * meanBusy is the mean number of busy servers, for a service time of `ratio` delays. The weights of the states rise
 * to one peak and then fall, because the factor from one to the next only shrinks: one pass is enough, and may end
 * early.
 */
function meanBusy(connections: number, ratio: number, servers: number): number {
  let weight = 1;
  let total = 1;
  let busy = 0;
  for (let k = 1; k <= connections; k++) {
    const factor = ((connections - k + 1) * ratio) / Math.min(k, servers);
    weight *= factor;
    total += weight;
    busy += weight * Math.min(k, servers);
    if (factor < 1 && weight < NEGLIGIBLE * total) break;
    if (weight > LARGE) {
      total /= weight;
      busy /= weight;
      weight = 1;
    }
  }
  return busy / total;
}
