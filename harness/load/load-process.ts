/**
 * The program of a load process. It waits for its job, sends the load, and reports the window. Then the harness kills
 * it: this ends autocannon's connections at once, whereas autocannon's own stop waits for the next second.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { at, atEnd, monotonicMs, type Window } from '../host/clock.ts';
import { clientNamed } from './clients/index.ts';
import { Ledger } from './ledger.ts';
import type { ProcessJob, Sending } from './load-client.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';
import { writeLog } from './numbered/log-file.ts';
import { RequestLog } from './numbered/request-log.ts';
import { watchRunQueue } from './run-queue.ts';
import { StagedLedger } from './staged-ledger.ts';
import { loadUser } from './users/load-user.ts';

const LIVE_PERIOD_MS = 1_000;
/** Clients look for timeouts at intervals, so a timeout is counted a little late. */
const FOLLOW_MARGIN_MS = 200;

let ledger = new Ledger();
let sending: Promise<Sending> | undefined;
let followMs = 0;
let isPaced = false;
let hasStages = false;
let logging: Logging | null = null;
let measured: { readonly fromMs: number; toMs: number } | undefined;

interface Logging {
  readonly log: RequestLog;
  readonly folder: string;
  readonly process: number;
}

process.on('message', async (orders: ToLoadProcess) => {
  if (orders.type === 'begin') sending = begin(orders.job);
  else if (orders.type === 'drain') {
    await (await sending)?.drain();
    send({ type: 'drained' });
  } else if (orders.type === 'pace') {
    isPaced = true;
    (await sending)?.pace(orders.pace);
  } else if (orders.type === 'report-so-far') send({ type: 'so-far', soFar: ledger.soFar });
  else if (orders.type === 'extend') extend(orders.toMs);
  else measure(orders.window, await sending);
});
// There is nobody to report to once the harness is gone.
process.once('disconnect', () => process.exit());
send({ type: 'ready' });

async function begin(job: ProcessJob): Promise<Sending> {
  // Load only the client that is used: autocannon alone takes longer to load than everything else.
  const client = await clientNamed(job.client).load();
  const user = await loadUser(job.user);
  hasStages = job.stages.length > 0;
  if (hasStages) ledger = new StagedLedger(job.stages);
  reportLive();
  followMs = job.requestTimeoutSeconds * 1_000 + FOLLOW_MARGIN_MS;
  const { logFolder: folder, share } = job;
  if (folder !== null) logging = { log: new RequestLog(share.index), folder, process: share.index };
  return client.send(
    { job, user, ledger, log: logging?.log ?? null },
    {
      onAllConnected: () => send({ type: 'all-connected' }),
      onMisread: reportMisreadOnce(),
    },
  );
}

function reportMisreadOnce(): (reason: string) => void {
  let reported = false;
  return (reason) => {
    if (!reported) send({ type: 'misread', reason });
    reported = true;
  };
}

/** A process that learns of the new end too late has closed its books, which the harness sees from their end. */
function extend(toMs: number): void {
  if (measured === undefined || monotonicMs() >= measured.toMs) return;
  measured.toMs = toMs;
  ledger.extend(toMs);
}

function measure({ fromMs, toMs }: Window, sending: Sending | undefined): void {
  const window = { fromMs, toMs };
  measured = window;
  const lateMs = Math.max(0, monotonicMs() - window.fromMs);
  ledger.open(window);
  if (hasStages) sending?.follow(window.fromMs);
  at(window.fromMs, () => {
    const utilization = performance.eventLoopUtilization();
    const cpuBefore = process.cpuUsage();
    const waited = watchRunQueue();
    atEnd(window, async () => {
      sending?.catchUp();
      const uncounted = countAgain(sending);
      const waiting = sending?.waitingSince(window.toMs) ?? 0;
      const cpu = process.cpuUsage(cpuBefore);
      const eventLoopUtilization = performance.eventLoopUtilization(utilization).utilization;
      const cpuSeconds = (cpu.user + cpu.system) / 1e6;
      const waitSeconds = waited();
      // An open loop counts whole requests, so requests that cross the window's end add no information.
      if (!isPaced) await endOfRequestsInFlight();
      const figures = ledger.figures();
      if (logging) writeLog(logging.log, window, { ...logging, waiting });
      const unfinished = figures.unfinished + uncounted;
      send({
        type: 'figures',
        figures: {
          ...figures,
          unfinished,
          eventLoopUtilization,
          cpuSeconds,
          waitSeconds,
          lateMs,
          toMs: window.toMs,
        },
      });
    });
  });
}

/** A closed loop counts each request by the share of its time inside the window, so the end of each must be known. */
async function endOfRequestsInFlight(): Promise<void> {
  const deadline = new AbortController();
  await Promise.race([
    ledger.followed(),
    sleep(followMs, undefined, { signal: deadline.signal }).catch(() => {}),
  ]);
  deadline.abort();
}

/**
 * Requests in flight according to the connections, minus those according to the ledger: 0 unless the books are wrong.
 * It is added to one side of the trial's ledger, so that an error shows as an imbalance.
 */
function countAgain(sending: Sending | undefined): number {
  return (sending?.inFlight() ?? ledger.inFlight) - ledger.inFlight;
}

function reportLive(): void {
  let reported = 0;
  setInterval(() => {
    send({ type: 'live', answered: ledger.answered - reported });
    reported = ledger.answered;
  }, LIVE_PERIOD_MS);
}

function send(message: FromLoadProcess): void {
  process.send?.(message, undefined, undefined, () => {});
}
