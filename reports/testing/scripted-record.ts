/** A made-up run of a script at a rate: iterations are offered, and each sends three requests. */
import type { LoadFigures, RunRecord } from '../../harness/records/run.ts';
import { exampleRecord, steadyRate } from './example-record.ts';

/** @param share of the offered iterations that end correctly */
export function scriptedRecord(share = 1): RunRecord {
  const record = exampleRecord({
    workers: [1, 2],
    policies: ['rr'],
    proxies: ['none'],
    scenarios: [steadyRate],
    alter: (trial) =>
      trial.status === 'ok' ? { ...trial, load: { ...trial.load, ...scripted(trial.load, share) } } : trial,
  });
  const scenarios = record.plan.scenarios.map((scenario) => ({ ...scenario, metric: 'iteration-p99' }));
  return { ...record, plan: { ...record.plan, scenarios } };
}

function scripted({ latency, windowSeconds, throughput }: LoadFigures, share: number): Partial<LoadFigures> {
  const offeredRate = Math.round(throughput / 3);
  const perSecond = share * offeredRate;
  const duration = { ...latency, p50: 3 * latency.p50, p99: 3 * latency.p99 };
  const iterations = { completed: Math.round(perSecond * windowSeconds), failed: 0, perSecond, duration };
  return { offeredRate, iterations };
}
