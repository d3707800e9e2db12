/** How much the load client itself can send here, measured before the first trial: no target can look faster. */
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../host/clock.ts';
import type { Child } from '../processes/children.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { ClientCapacity } from '../records/run.ts';
import { type LoadJob, PLAIN_GET } from './driver.ts';
import { startLoad } from './load.ts';
import { raceFailure } from './race-failure.ts';
import { measureWithRetry } from './retry-late-window.ts';

const program = fileURLToPath(import.meta.resolve('./bare-responder.js'));

const WARMUP_SECONDS = 0.5;
const WINDOW_SECONDS = 1;
/** Of a short trial's window: a first look is not to wait for it. */
const LONGEST_SHARE = 0.25;
const START_SECONDS = 0.3;

/** How long it is measured where a trial's window has this length. */
function windowSeconds(durationSeconds: number): number {
  return Math.min(WINDOW_SECONDS, LONGEST_SHARE * durationSeconds);
}

function warmupSeconds(durationSeconds: number): number {
  return Math.min(WARMUP_SECONDS, LONGEST_SHARE * durationSeconds);
}

/** What a calibration takes, starting and stopping included. */
export function calibrationSeconds(durationSeconds: number): number {
  return START_SECONDS + warmupSeconds(durationSeconds) + windowSeconds(durationSeconds);
}

interface Wanted extends Pick<LoadJob, 'driver' | 'mode' | 'connections'> {
  readonly loadProcesses: number;
  /** Of a trial. */
  readonly durationSeconds: number;
}

/**
 * Requests per second that the load processes could send together, were there nothing else: their throughput against
 * a responder that does next to nothing, divided by the share of its time in which the busiest of them was at work.
 * The division matters where the responder, or a core that both want, is what ends first.
 */
export async function measureClientCapacity(
  { driver, mode, connections, loadProcesses, durationSeconds }: Wanted,
  processes: TrialProcesses,
  signal: AbortSignal,
): Promise<ClientCapacity> {
  const responder = processes.spawnAs('target')({
    name: 'the bare responder',
    command: process.execPath,
    args: [program],
    ipc: true,
  });
  const load = startLoad(loadProcesses, processes.spawnAs('load'));
  const orFailure = <T>(step: Promise<T>) => raceFailure(step, load.broken, signal);
  const [{ port }] = await orFailure(Promise.all([addressOf(responder), load.ready]));
  // An open loop spins while it waits, so that its own utilization tells nothing: the same client in a closed one does.
  const sent = { ...mode, arrivals: 'closed' } as const;
  const url = `http://127.0.0.1:${port}/`;
  const response = { statuses: null, body: { kind: 'any' } } as const;
  const job = {
    url,
    driver,
    mode: sent,
    connections,
    requestTimeoutSeconds: 10,
    insecure: false,
    request: PLAIN_GET,
    response,
  };
  await orFailure(load.begin(job, () => {}));
  const fromMs = monotonicMs() + warmupSeconds(durationSeconds) * 1_000;
  const lengthMs = windowSeconds(durationSeconds) * 1_000;
  const { throughput, clientUtilization } = await orFailure(measureWithRetry(load, fromMs, lengthMs));
  await load.end();
  await responder.stop('SIGKILL');
  return { driver, mode, requestsPerSecond: throughput / clientUtilization };
}

function addressOf(responder: Child): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    responder.onMessage((address) => resolve(address as AddressInfo));
    responder.exited.then(() => reject(new Error('the bare responder ended before it listened')));
  });
}
