/** Findings about state in a cluster: sessions that other workers do not know, what stores cost, heavy requests. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell, OkTrial, ScenarioFacts } from '../../harness/records/run.ts';
import { unauthorized } from '../../harness/stats/metrics/unauthorized.ts';
import { runDocument } from '../run/document.ts';
import { labelled } from '../testing/example-labels.ts';
import { exampleRecord, newConnections, saturate } from '../testing/example-record.ts';
import { markdownText } from '../testing/renderings.ts';

const inMemory: ScenarioFacts = {
  ...newConnections,
  name: 'in-memory',
  metric: unauthorized.name,
  expectedFailures: ['401'],
  appEnv: { SESSIONS: 'memory' },
};
const inToken: ScenarioFacts = { ...saturate, name: 'in-token', appEnv: { SESSIONS: 'token' } };

/** A trial with this share of 401s among 10,000 dashboards, whose workers had these requests. */
function visited(trial: OkTrial, share: number, requests: readonly number[]): OkTrial {
  const refused = Math.round(10_000 * share);
  const dashboard = { 200: 10_000 - refused, ...(refused === 0 ? {} : { 401: refused }) };
  let worker = 0;
  return {
    ...labelled(trial, { login: { statuses: { 200: 1_000 } }, dashboard: { statuses: dashboard } }),
    processes: trial.processes.map((one) =>
      one.role === 'worker' ? { ...one, requests: requests[worker++] ?? 0 } : one,
    ),
  };
}

function reportOf(
  scenarios: readonly ScenarioFacts[],
  alter: (trial: OkTrial, cell: Cell) => OkTrial,
): string {
  const plan = { workers: [4], policies: ['rr', 'none'], proxies: ['none'], connections: 64 };
  return markdownText(runDocument(exampleRecord({ ...plan, scenarios, alter })));
}

test('the share of 401s of skewed workers agrees with their own shares, not with an even one', () => {
  const report = reportOf([inMemory], (trial, { policy }) =>
    policy === 'none'
      ? visited(trial, 0.7, [54, 210, 130, 206])
      : visited(trial, 0.748, [250, 250, 250, 250]),
  );
  assert.match(
    report,
    /\*\*Responses with 401, 64 users\*\*: .*`cluster-4-none` 70\.0% \(predicted 70\.5%\)/,
  );
  assert.match(report, /`cluster-4-rr` 74\.8% \(predicted 75\.0%\)/);
  assert.match(report, /`cluster-4-none` +\| +64 \| 70\.0% \| +70\.5% \| +-0\.5 \| +9\.0% \| +35\.0% \|/);
  assert.doesNotMatch(report, /Not as predicted|No 401/);
  assert.doesNotMatch(report, /requests? failed, in/, 'expected failures are figures, not doubts');
});

test('users who stay with their worker, and few who are placed in turns, are told apart', () => {
  const report = reportOf([inMemory], (trial, { policy }) =>
    visited(trial, policy === 'none' ? 0 : 1, [250, 250, 250, 250]),
  );
  assert.match(report, /\*\*No 401\*\* in `cluster-4-none`: under it every user stayed/);
  assert.match(
    report,
    /\*\*Not as predicted\*\*: `cluster-4-rr`\. These users did not meet workers independently/,
  );
});

test('a worker without figures leaves the prediction out', () => {
  const report = reportOf([inMemory], (trial) => {
    const { processes, ...rest } = visited(trial, 0.75, [1, 1, 1, 1]);
    return { ...rest, processes: processes.filter(({ instance }) => instance !== 0) };
  });
  assert.doesNotMatch(report, /predicted/);
});

test('stores are compared per response in each variant, 401s included', () => {
  const report = reportOf([inMemory, inToken], (trial, { scenario, policy }) => {
    const share = scenario === inMemory.name && policy === 'rr' ? 0.5 : 0;
    const by = {
      ...trial.cpu.coresByRole,
      target: 1,
      primary: 0,
      service: scenario === inToken.name ? 0.5 : 0,
    };
    return { ...visited(trial, share, [1, 1, 1, 1]), cpu: { ...trial.cpu, coresByRole: by } };
  });
  const costs = [...report.matchAll(/\*\*Cost of sessions in `(\S+)`\*\*, (.*)/g)].map(
    ([, ...found]) => found,
  );
  assert.deepEqual(
    costs.map(([variant]) => variant),
    ['cluster-4-rr', 'cluster-4-none'],
  );
  for (const [, words] of costs) {
    assert.match(
      words ?? '',
      /`memory` 909 µs, 1,100 responses per second; `token` 909 \+ 455 of its service µs/,
    );
    assert.match(words ?? '', /\(CPU \+50\.0%, rate 0\.0%\)\.$/);
  }
  assert.doesNotMatch(
    reportOf([inMemory], (trial) => visited(trial, 0, [1, 1, 1, 1])),
    /Cost of sessions/,
  );
});

test('heavy requests and the others are apart, and what more workers do to each is said', () => {
  const blocked: ScenarioFacts = { ...saturate, appEnv: { BLOCKING: 'loop' } };
  const plan = { workers: [1, 4], policies: ['rr'], proxies: ['none'], scenarios: [blocked] };
  const times =
    (heavy: number, other: number) =>
    (trial: OkTrial, { workers }: Cell) =>
      labelled(trial, {
        quick: {
          statuses: { 200: 5_000 },
          latency: workers === 1 ? { p50: 400, p99: 900 } : { p50: other, p99: 800 },
        },
        slow: {
          statuses: { 200: 50 },
          latency: workers === 1 ? { p50: 700, p99: 950 } : { p50: heavy, p99: 940 },
        },
      });
  const report = (heavy: number, other: number) =>
    markdownText(runDocument(exampleRecord({ ...plan, alter: times(heavy, other) })));
  assert.match(
    report(690, 5),
    /\*\*Heavy requests\*\*: `single` p50 700, longest 1,900 ms; `cluster-4-rr` p50 690/,
  );
  assert.match(
    report(690, 5),
    /\*\*The other requests\*\*: `single` p50 400, p99 900 ms; `cluster-4-rr` p50 5\.00/,
  );
  assert.match(report(690, 5), /More workers do not shorten a heavy request\. The others are faster/);
  assert.match(
    report(300, 390),
    /wait for each other on a busy worker, and more workers shorten that wait\.\n/,
  );
});
