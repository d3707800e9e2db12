import type { ProcessFigures } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

/** Share of the window by which a hundredth of the event loop's work was late. */
const LATE_SHARE = 0.1;
/**
 * A late worker stalls below this share of its fair responses. 16 busy workers on 2 cores all wait long, but respond
 * equally.
 */
const ANSWERED_SHARE = 0.5;
/**
 * Any worker stalls below this share of its fair responses. The delay of a loop that turns only a few times is
 * unknown.
 */
const ALMOST_NOTHING = 0.01;
/** A worker that should have sent at least this many responses does not send none by chance. */
const LEAST_RESPONSES = 10;
/** Share of the responses that agents must have counted: if they count any, they count all. */
const COUNTED_SHARE = 0.5;

const text =
  'a worker stalled: its requests hang, and occupy connections that the others could serve; look for what blocks its event loop or process';

export const workerStalled: Diagnostic = {
  code: 'worker-stalled',
  find: (figures) => reportedStalls(figures) ?? silentWorkers(figures),
};

/** reportedStalls finds workers that report almost no requests, or few requests and a late event loop. */
function reportedStalls({ load, proxy, ...figures }: TrialFigures): Finding | null {
  const workers = reportingWorkers(figures);
  const counted = sum(workers.map(requestsOf));
  // A proxy may leave most of its connections idle, and agents count no responses of an app without Node's HTTP
  // server.
  if (proxy !== null || counted < COUNTED_SHARE * load.completed) return null;
  const each = counted / sum(workers.map(connectionsOf));
  const lateMs = LATE_SHARE * 1_000 * load.windowSeconds;
  const stalled = workers.filter((worker) => {
    // Busy workers that hold many connections send no more responses than the others.
    const fair = Math.min(connectionsOf(worker) * each, counted / workers.length);
    const late = (worker.loopDelayP99Ms ?? 0) >= lateMs;
    return fair >= LEAST_RESPONSES && requestsOf(worker) < (late ? ANSWERED_SHARE : ALMOST_NOTHING) * fair;
  });
  if (stalled.length === 0) return null;
  return { text, numbers: { silentWorkers: stalled.length, connections: sum(stalled.map(connectionsOf)) } };
}

function requestsOf({ requests }: ProcessFigures): number {
  return requests ?? 0;
}

function connectionsOf({ connections }: ProcessFigures): number {
  return connections ?? 0;
}

/**
 * silentWorkers finds workers that do not even report. Their connections and responses are those that no other worker
 * has.
 */
function silentWorkers({ load, proxy, ...figures }: TrialFigures): Finding | null {
  const { completed, errors, mode } = load;
  const reporting = reportingWorkers(figures);
  const silent = figures.workers - reporting.length;
  const reportedConnections = sum(reporting.map(connectionsOf));
  const connections = load.connections - reportedConnections;
  if (proxy !== null || mode.connections !== 'kept' || silent <= 0 || connections < 1) return null;
  const reportedRequests = sum(reporting.map(requestsOf));
  const answered = completed + errors.non2xx + errors.mismatch - reportedRequests;
  const fair = (connections / reportedConnections) * reportedRequests;
  // There is nothing to compare with if no worker reports.
  if (!(fair >= LEAST_RESPONSES) || answered >= ANSWERED_SHARE * fair) return null;
  return { text, numbers: { silentWorkers: silent, connections } };
}
