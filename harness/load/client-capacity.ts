/**
 * Measures how much the load client itself can send on this host, before the first trial. No target can look faster.
 */
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../host/clock.ts';
import type { Child } from '../processes/children.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { ClientCapacity } from '../records/run.ts';
import { startLoad } from './load.ts';
import type { LoadJob } from './load-client.ts';
import { raceFailure } from './race-failure.ts';
import { retryLateWindow } from './retry-late-window.ts';
import { hasOtherWork, undisturbed } from './undisturbed.ts';
import { plainGet } from './users/user-ref.ts';

const program = fileURLToPath(import.meta.resolve('./bare-responder.js'));

const WARMUP_SECONDS = 0.5;
const WINDOW_SECONDS = 1;
/** Share of a short trial's window: the calibration must not delay the first result. */
const LONGEST_SHARE = 0.25;
const START_SECONDS = 0.3;
/** Time in which the load processes learn of another window. */
const LEAD_MS = 50;

/** Length of the calibration window for a trial's window of this length. */
function windowSeconds(durationSeconds: number): number {
  return Math.min(WINDOW_SECONDS, LONGEST_SHARE * durationSeconds);
}

function warmupSeconds(durationSeconds: number): number {
  return Math.min(WARMUP_SECONDS, LONGEST_SHARE * durationSeconds);
}

/** Duration of a calibration, including start and stop. */
export function calibrationSeconds(durationSeconds: number): number {
  return START_SECONDS + warmupSeconds(durationSeconds) + windowSeconds(durationSeconds);
}

interface Wanted extends Pick<LoadJob, 'client' | 'mode' | 'connections' | 'clientAddresses'> {
  readonly loadProcesses: number;
  /** Length of a trial's window. */
  readonly durationSeconds: number;
}

/**
 * Measures the requests per second that the load processes could send together if nothing else limited them.
 *
 * It is their throughput against a responder that does almost nothing, divided by the utilization of the busiest load
 * process. The division matters if the responder, or a core that both need, is the first to saturate. A window in which
 * other work used the cores is measured again.
 */
export async function measureClientCapacity(
  { client, mode, connections, clientAddresses, loadProcesses, durationSeconds }: Wanted,
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
  // An open loop spins while it waits, so its utilization means nothing. Measure the same client in a closed loop.
  const sent = { ...mode, arrivals: 'closed' } as const;
  const job = {
    origin: `http://127.0.0.1:${port}`,
    client,
    mode: sent,
    connections,
    clientAddresses,
    requestTimeoutSeconds: 10,
    insecure: false,
    user: plainGet('/'),
    seed: 0,
    stages: [],
    logFolder: null,
  };
  await orFailure(load.begin(job, () => {}));
  const fromMs = monotonicMs() + warmupSeconds(durationSeconds) * 1_000;
  const lengthMs = windowSeconds(durationSeconds) * 1_000;
  const pgids = [...processes.groups('target'), ...processes.groups('load')];
  const measured = await undisturbed(async () => {
    const startMs = Math.max(fromMs, monotonicMs() + LEAD_MS);
    const [{ throughput, clientUtilization }, disturbed] = await orFailure(
      retryLateWindow(startMs, (startMs) => {
        const window = { fromMs: startMs, toMs: startMs + lengthMs };
        return Promise.all([load.measure(window), hasOtherWork(window, pgids, signal)]);
      }),
    );
    return { requestsPerSecond: throughput / clientUtilization, disturbed };
  });
  await load.end();
  await responder.stop('SIGKILL');
  return { client, mode, ...measured };
}

function addressOf(responder: Child): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    responder.onMessage((address) => resolve(address as AddressInfo));
    responder.exited.then(() => reject(new Error('the bare responder ended before it listened')));
  });
}
