/** Settles the fate of each numbered request: what the client saw, against what the workers noted. */
import type { LogOfProcess } from '../../load/numbered/log-file.ts';
import { OUTCOMES, type Outcome } from '../../load/numbered/request-log.ts';
import type { NotedRequests } from '../../observe/request-notes.ts';

/** Fate is how a request ended. Every request of a window has exactly one. */
export type Fate =
  /** A correct response arrived. */
  | 'correct'
  /** A worker's response arrived, and it was wrong. */
  | 'wrong'
  /** No worker began it. */
  | 'neverReached'
  /** A worker began it and did not finish it: it may have been executed. */
  | 'begun'
  /** A worker finished it, and the response was lost: a retry executes it a second time. */
  | 'finished'
  /** The target refused it because it was told to stop. */
  | 'unavailable'
  /** It failed, and not every worker takes notes. */
  | 'unknown'
  /** It was in flight at the window's end. */
  | 'unfinished';

export interface Settled {
  readonly log: LogOfProcess;
  /** A fate for each request of the log. */
  readonly fates: readonly Fate[];
  /** Whether it was begun more than once. */
  readonly isRepeated: (row: number) => boolean;
}

/** Stretch is the time of an event on the monotonic clock. */
export interface Stretch {
  readonly fromMs: number;
  /** Infinity if the event did not end. */
  readonly toMs: number;
  /** Whether the event ends the target for good. */
  readonly endsTarget: boolean;
}

/** Outcomes in which a whole response arrived, whoever sent it. */
const RESPONDED: ReadonlySet<Outcome> = new Set([
  'non2xx',
  'serverError',
  'retryLater',
  'tooManyClients',
  'mismatch',
  'check',
]);
const UNAVAILABLE = 503;

/** @param notes of the workers, read after they have ended */
export function settle(
  logs: readonly LogOfProcess[],
  notes: NotedRequests,
  events: readonly Stretch[],
): Settled[] {
  const isTrusted = unnoted(logs, notes) === 0;
  const lastTakenMs = lastTaken(logs, isTrusted ? notes : null);
  const endingMs = Math.min(...events.filter(({ endsTarget }) => endsTarget).map(({ fromMs }) => fromMs));
  const settleRow = (log: LogOfProcess, row: number): Fate => {
    const outcome = OUTCOMES[log.outcomes[row] ?? 0];
    if (outcome === undefined) throw new RangeError('a log has an unknown outcome');
    if (outcome === 'inFlight') return 'unfinished';
    if (outcome === 'completed') return 'correct';
    const number = log.numbers[row] ?? 0;
    const isBegun = notes.begun.has(number);
    const sentMs = log.sentMs[row] ?? 0;
    // A target that stops may go on with its open connections and refuse new ones.
    const isRefused = sentMs >= endingMs && (outcome === 'connect' || sentMs > lastTakenMs);
    const isResponse = RESPONDED.has(outcome);
    const sawEvent = () => events.some((event) => concerns(event, log, row));
    if (isTrusted ? !isBegun && isRefused : isRefused) return 'unavailable';
    if (log.statuses[row] === UNAVAILABLE && (isBegun || !isTrusted) && sawEvent()) return 'unavailable';
    if (!isTrusted) return isResponse ? 'wrong' : 'unknown';
    if (!isBegun) return 'neverReached';
    if (!notes.finished.has(number)) return 'begun';
    return isResponse ? 'wrong' : 'finished';
  };
  return logs.map((log) => ({
    log,
    fates: Array.from({ length: log.count }, (_, row) => settleRow(log, row)),
    isRepeated: (row) => (notes.begun.get(log.numbers[row] ?? 0) ?? 0) > 1,
  }));
}

/** concerns says whether a request was in flight when the event began, or became due during it. */
export function concerns({ fromMs, toMs }: Pick<Stretch, 'fromMs' | 'toMs'>, log: LogOfProcess, row: number) {
  return (log.dueMs[row] ?? 0) <= toMs && (log.endMs[row] ?? 0) >= fromMs;
}

/** unnoted counts correct responses without a note: some process of the app does not take notes, or a cache responds. */
export function unnoted(logs: readonly LogOfProcess[], notes: NotedRequests): number {
  let count = 0;
  for (const log of logs) {
    for (let row = 0; row < log.count; row++) {
      if (isCorrect(log, row) && !notes.begun.has(log.numbers[row] ?? 0)) count++;
    }
  }
  return count;
}

/** lastTaken is when the last request that a worker took was sent. Without notes it is the last with a response. */
function lastTaken(logs: readonly LogOfProcess[], notes: NotedRequests | null): number {
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const log of logs) {
    for (let row = 0; row < log.count; row++) {
      const isTaken = notes === null ? isCorrect(log, row) : notes.begun.has(log.numbers[row] ?? 0);
      if (isTaken) lastMs = Math.max(lastMs, log.sentMs[row] ?? 0);
    }
  }
  return lastMs;
}

function isCorrect({ outcomes }: LogOfProcess, row: number): boolean {
  return outcomes[row] === CORRECT;
}

const CORRECT = OUTCOMES.indexOf('completed');
