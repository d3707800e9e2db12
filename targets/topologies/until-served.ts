/** Waits for an app to listen on its port, or explains what it did instead. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../describe-exit.ts';
import { hostAndPort, LOOPBACK, reachableHost } from '../origin.ts';
import type { ChildHandle, Origin, TopologyContext } from '../topology.ts';

/**
 * Share of the start timeout: an app that listens on another port may open its own later (some serve metrics first).
 */
const ELSEWHERE_SHARE = 1 / 3;

/** Says where the port is served, or why it will not be, as the end of a sentence that begins with the app. */
export type Served = { readonly origin: Origin } | { readonly obstacle: string };

export interface Wait
  extends Pick<TopologyContext, 'host' | 'startTimeoutMs' | 'signal' | 'listeningOn' | 'onListening'> {
  readonly port: number;
  /** Number of instances of the app that must listen on it. */
  readonly instances: number;
  /** Advice for an app some of whose instances do not listen in time. */
  readonly lateAdvice?: string;
  /** Settles with a reason for which the port will not be served. */
  readonly failed?: Promise<string>;
  /** Another way to find the address on which the port is served; null once its signal is aborted. */
  readonly listen?: (signal: AbortSignal) => Promise<string | null>;
}

export async function untilServed(child: ChildHandle, wait: Wait): Promise<Served> {
  const { host: wanted, port, instances, startTimeoutMs, signal } = wait;
  const serving = new Set<number>();
  const elsewhere = new Map<string, Origin>();
  const settled = new AbortController();
  const untilSettled = { signal: AbortSignal.any([signal, settled.signal]) };
  let stopListening: (() => void) | undefined;

  const outcome = await new Promise<Served>((resolve) => {
    const fail = (obstacle: string) => resolve({ obstacle });
    const serve = (address: string) => resolve({ origin: { host: reachableHost(address, wanted), port } });
    const failAfter = (withinMs: number) =>
      sleep(withinMs, undefined, untilSettled)
        .then(
          async () =>
            serving.size > 0
              ? `has ${serving.size} of ${instances} instances that listen after ${withinMs / 1_000} s: ${wait.lateAdvice ?? 'give it longer with --start-timeout'}`
              : describeNotListening(
                  { host: wanted, port },
                  withinMs,
                  elsewhere,
                  (await wait.listeningOn?.(child.pid)) ?? [],
                ),
          () => 'was interrupted',
        )
        .then(fail);
    stopListening = wait.onListening(({ expectedPort, address, port: actualPort, instance, pid }) => {
      // Other processes may start on other ports at the same time.
      if (expectedPort !== port) return;
      if (actualPort === port) {
        // An app may hide its instance from its own processes; then pids distinguish them.
        serving.add(instance ?? -pid);
        if (serving.size >= instances) serve(address);
      } else {
        const origin = { host: address, port: actualPort };
        elsewhere.set(hostAndPort(origin), origin);
        failAfter(startTimeoutMs * ELSEWHERE_SHARE);
      }
    });
    wait.failed?.then(fail);
    child.exited.then((exit) => fail(`ended before it listened (${describeExit(exit)})`));
    failAfter(startTimeoutMs);
    // An app that listens elsewhere does not serve this port, whatever responds there.
    wait.listen?.(settled.signal).then((host) => host === null || elsewhere.size > 0 || serve(host));
  });
  settled.abort();
  stopListening?.();
  return outcome;
}

/**
 * @param announced addresses that the app's processes announced
 * @param held addresses that they hold, according to the host
 */
function describeNotListening(
  { host, port }: Origin,
  withinMs: number,
  announced: ReadonlyMap<string, Origin>,
  held: readonly Origin[],
): string {
  const fix = "let it listen on process.env.PORT, or hand it the port with --app-args '--port {port}'";
  const origins = [...new Set([...announced.values(), ...held].map(hostAndPort))].join(', ');
  if ([...held].some((origin) => origin.port === port)) {
    const tried = [...new Set([host, LOOPBACK, '::1'])].join(' nor ');
    return `listens on ${origins}, where neither ${tried} reaches it: let it listen on process.env.HOST`;
  }
  return origins !== ''
    ? `listens on ${origins} and not on port ${port} (process.env.PORT): ${fix}`
    : `did not listen on port ${port} (process.env.PORT) within ${withinMs / 1_000} s: ${fix}, or give it longer with --start-timeout`;
}
