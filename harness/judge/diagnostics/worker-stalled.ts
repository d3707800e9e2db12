import type { ProcessFigures } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { answeringWorkers } from '../costs.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

/** Of the window: a hundredth of what the event loop did came later than that. */
const STILL_SHARE = 0.1;
/** Of the answers that were its share; 16 busy workers on 2 cores all wait long, and answer alike. */
const ANSWERED_SHARE = 0.5;
/** Of the same: too little for any excuse. Of a loop that comes round a few times only, no delay is known. */
const ALMOST_NOTHING = 0.01;
/** Where a worker's connections should have brought so many answers, none is no chance. */
const LEAST_ANSWERS = 10;
/** Of the answers, those that agents must have counted: where they count any at all, they count all. */
const COUNTED_SHARE = 0.5;

const text =
  'a worker stood still: its requests hang, and hold connections that the others could answer; look for what stops its event loop, or the process';

export const workerStalled: Diagnostic = {
  code: 'worker-stalled',
  find: (figures) => tellingWorkers(figures) ?? silentWorkers(figures),
};

/** Those that report, and say themselves that they did nothing, or almost nothing and late. */
function tellingWorkers({ load, proxy, ...figures }: TrialFigures): Finding | null {
  const workers = answeringWorkers(figures);
  const counted = sum(workers.map(requestsOf));
  // A proxy may use as few of its connections as it likes; an app without Node's HTTP server has uncounted answers.
  if (proxy !== null || counted < COUNTED_SHARE * load.completed) return null;
  const each = counted / sum(workers.map(connectionsOf));
  const lateMs = STILL_SHARE * 1_000 * load.windowSeconds;
  const still = workers.filter((worker) => {
    // Busy workers that hold many connections answer no more than the others.
    const fair = Math.min(connectionsOf(worker) * each, counted / workers.length);
    const late = (worker.loopDelayP99Ms ?? 0) >= lateMs;
    return fair >= LEAST_ANSWERS && requestsOf(worker) < (late ? ANSWERED_SHARE : ALMOST_NOTHING) * fair;
  });
  if (still.length === 0) return null;
  return { text, numbers: { workers: still.length, connections: sum(still.map(connectionsOf)) } };
}

function requestsOf({ requests }: ProcessFigures): number {
  return requests ?? 0;
}

function connectionsOf({ connections }: ProcessFigures): number {
  return connections ?? 0;
}

/** A worker that cannot even report: its connections are those that no other has, its answers those that no other gave. */
function silentWorkers({ load, proxy, ...figures }: TrialFigures): Finding | null {
  const { completed, errors, mode } = load;
  const told = answeringWorkers(figures);
  const silent = figures.workers - told.length;
  const toldConnections = sum(told.map(connectionsOf));
  const connections = load.connections - toldConnections;
  if (proxy !== null || mode.connections === 'per-request' || silent <= 0 || connections < 1) return null;
  const toldRequests = sum(told.map(requestsOf));
  const answered = completed + errors.non2xx + errors.mismatch - toldRequests;
  const fair = (connections / toldConnections) * toldRequests;
  // Where nobody told anything, nobody can be compared with.
  if (!(fair >= LEAST_ANSWERS) || answered >= ANSWERED_SHARE * fair) return null;
  return { text, numbers: { workers: silent, connections } };
}
