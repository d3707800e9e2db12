/** Compares what a run reports about a server with the truth. */
import type { RunRecord } from '../../records/run.ts';
import type { Range } from './servers/index.ts';

export type Outcome =
  | { readonly status: 'failed'; readonly reason: string }
  | {
      readonly status: 'ok';
      readonly client: string;
      readonly throughput: number;
      readonly p50Ms: number;
      /** Codes of warnings about these figures. */
      readonly doubts: readonly string[];
      /** Codes of warnings about other work on this host. */
      readonly disturbances: readonly string[];
    };

const TOLERANCE = 0.03;
/** Warnings about the host or the variant, which do not question a figure. */
const DISTURBANCES = ['steal', 'foreign-load', 'cpu-pressure'];
const OF_THE_HOST = [...DISTURBANCES, 'oversubscribed', 'ports-near-end', 'connections-bind'];

/** outcomeOf is the outcome of the only trial of a run. */
export function outcomeOf({ trials: [trial] }: RunRecord): Outcome {
  if (!trial) return { status: 'failed', reason: 'the run has no trial' };
  if (trial.status === 'failed') return { status: 'failed', reason: trial.reason };
  const { client, throughput, latency } = trial.load;
  const codes = trial.warnings.map(({ code }) => code);
  const doubts = codes.filter((code) => !OF_THE_HOST.includes(code));
  const disturbances = codes.filter((code) => DISTURBANCES.includes(code));
  return { status: 'ok', client, throughput, p50Ms: latency.p50, doubts, disturbances };
}

/** ratioTo is figure / truth; 1 inside the range. */
export function ratioTo({ from, to }: Range, figure: number): number {
  return figure / Math.min(Math.max(figure, from), to);
}

/** @param ratio to the truth; null if no throughput is true */
export function verdictOf(outcome: Outcome, ratio: number | null): string {
  if (outcome.status === 'failed') return `no figure: ${outcome.reason}`;
  const off = ratio === null ? null : ratio - 1;
  if (off !== null && Math.abs(off) <= TOLERANCE) return 'within 3%';
  if (outcome.doubts.length > 0) return `no figure: ${outcome.doubts.join(', ')}`;
  if (off === null) return 'FAIL: a figure, and none is true';
  const { disturbances } = outcome;
  const host = disturbances.length > 0 ? ` (${disturbances.join(', ')})` : '';
  return `FAIL: ${off > 0 ? '+' : '−'}${(100 * Math.abs(off)).toFixed(1)}%${host}`;
}
