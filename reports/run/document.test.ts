import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell, OkTrial } from '../../harness/records/run.ts';
import { renderMarkdown } from '../render/markdown.ts';
import {
  capacity,
  dbWait,
  exampleRecord,
  failedTrial,
  newConnections,
  saturate,
  steadyRate,
} from '../testing/example-record.ts';
import { assertGolden } from '../testing/golden.ts';
import { renderedRun as rendered } from '../testing/rendered-run.ts';
import { runDocument } from './document.ts';

const small = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none'] } as const;

test('sixteen cells that the connections bind', () => {
  assertGolden('sixteen-cells.golden.md', rendered(exampleRecord()));
});

test('two scenarios, with failures, warnings and errors, interrupted', () => {
  const alter = (trial: OkTrial) =>
    trial.cell === 'saturate/express/cluster-4-none'
      ? failedTrial(trial, 'app exited with code 1 before it listened', ['Error: no', '    at x.js:1:1'])
      : trial.order > 16
        ? null
        : {
            ...trial,
            load: { ...trial.load, errors: { ...trial.load.errors, timeout: trial.processes.length } },
            warnings: [
              { code: 'errors', text: 'requests failed', numbers: { failed: trial.order, share: 0.002 } },
              ...(trial.trial === 2
                ? [
                    {
                      code: 'load-client-saturated',
                      text: 'a load process was busy throughout',
                      numbers: { clientUtilization: 0.97, clientWaitShare: 0.051 },
                    },
                  ]
                : []),
            ],
          };
  const record = exampleRecord({ ...small, scenarios: [dbWait, saturate], alter });
  const skipped = [{ cell: 'cluster-4-reuseport', reason: 'reuseport needs Node.js 22.12 or later' }];
  const warnings = [
    { cell: null, code: 'governor', text: 'the CPU frequency governor is powersave', numbers: {} },
    {
      cell: 'db-wait/express/single',
      code: 'trials-disagree',
      text: 'trials differ by more than they should',
      numbers: { variation: 0.083, trials: 3 },
    },
  ];
  assertGolden('two-scenarios.golden.md', rendered({ ...record, status: 'partial', skipped, warnings }));
});

test('an open loop is judged by p99, a search by the capacity that it found', () => {
  const cells = { workers: [1, 2, 4, 8], policies: ['rr'], proxies: ['none'] } as const;
  const scenarios = [
    { ...steadyRate, delayMs: 0 },
    { ...capacity, delayMs: 0 },
  ];
  const record = exampleRecord({ ...cells, scenarios, offeredRate: 20_000 });
  const plan = { ...record.plan, cpus: { target: [0, 1, 2, 3, 4, 5], proxy: [], load: [6, 7] } };
  assertGolden('open-loops.golden.md', rendered({ ...record, plan }));
});

test('a connection for each request, where policies differ', () => {
  const record = exampleRecord({ workers: [1, 4], proxies: ['none'], scenarios: [newConnections] });
  assertGolden('new-connections.golden.md', rendered(record));
});

test('a partial run without any trial is a report all the same', () => {
  const text = rendered({ ...exampleRecord({ alter: () => null }), status: 'partial' });
  assert.match(text, /stopped after 0 of 48 trials/);
  assert.match(text, /\| `single` +\| 0 of 3 \| +not run \|/);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
});

test('a run whose every trial failed shows failed rows and the reasons', () => {
  const text = rendered(
    exampleRecord({ ...small, alter: (trial) => failedTrial(trial, 'port taken', ['EADDRINUSE']) }),
  );
  assert.match(text, /\| `cluster-4-rr` +\| 0 of 3 \| +\*\*failed\*\* \|/);
  assert.match(text, /\n`single`, trials 1, 2 and 3: port taken/);
  assert.match(text, /EADDRINUSE/);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null|!\[/);
});

test('two or three worker counts are too few for a scaling law, whichever lines have more', () => {
  const of = (workers: readonly number[]) =>
    rendered(exampleRecord({ ...small, workers, scenarios: [saturate], policies: ['rr'] }));
  const few =
    /### Scaling law\n\nNo law is fitted to `cluster-rr`: the Universal Scalability Law needs four worker counts/;
  assert.match(of([1, 2, 4]), few);
  assert.match(of([1, 4]), few);
  assert.doesNotMatch(of([4]), /Scaling law|Scalability/);
  assert.doesNotMatch(of([1, 2, 4, 8]), /No law is fitted/);
  assert.match(of([1, 2, 4, 8]), /\| `cluster-rr` +\| +1[12],\d{3} \|.*\| +beyond 8 \| +– \| +– \|/);
});

test('lines with too few worker counts are named once, beside those that have a law', () => {
  const dropped = (trial: OkTrial, { policy, workers }: Cell) =>
    policy === 'none' && workers > 4 ? null : trial;
  const record = exampleRecord({
    ...small,
    workers: [1, 2, 4, 8],
    policies: ['rr', 'none', 'reuseport'],
    scenarios: [saturate],
    alter: dropped,
  });
  const text = rendered(record);
  assert.match(text, /\| `cluster-rr` +\| +1[12],/);
  assert.equal(text.match(/No law is fitted to `cluster-none`: /g)?.length, 1);
});

const fiveCounts = { ...small, workers: [1, 2, 4, 8, 16], policies: ['rr'], scenarios: [saturate] } as const;

/** Trials of a law with its peak at sqrt((1 - 0.05) / 0.02) workers, which spread by this share. */
function peaked(spread: number) {
  const law = (workers: number) =>
    (1000 * workers) / (1 + 0.05 * (workers - 1) + 0.02 * workers * (workers - 1));
  return (trial: OkTrial, cell: Cell): OkTrial => ({
    ...trial,
    load: { ...trial.load, throughput: law(cell.workers) * (1 + spread * (trial.trial - 2)) },
  });
}

test('a peak among the workers that were tried has an interval', () => {
  assert.match(
    rendered(exampleRecord({ ...fiveCounts, alter: peaked(0.003) })),
    /\| `cluster-rr` +\| +1,000 \| +5\.0% \| +2\.00% \| +0\.\d% \| +6\.9 \| +6\.\d to 6\.9 \| +3,271 \|/,
  );
});

test('where trials spread so much that there may be no peak, its interval has no upper end, and the report says so', () => {
  const text = rendered(exampleRecord({ ...fiveCounts, alter: peaked(0.6) }));
  assert.match(text, /\| `cluster-rr` .*\| +6\.9 \| +[1-4]\.\d or more \|/);
  assert.match(text, /"Or more": the trials do not rule out that throughput never falls\./);
});

/** Limits the variant with so many workers by something other than its workers. */
function heldBack(workers: number, setBy: 'connections' | 'client' | 'proxy' | 'host') {
  return (trial: OkTrial, cell: Cell): OkTrial => {
    const { load, ...other } = peaked(0.003)(trial, cell);
    const throughput = 1_500;
    const others = trial.limits.filter((limit) => limit.setBy !== setBy);
    const limits = [{ setBy, limit: throughput / 0.9 }, ...others];
    return cell.workers === workers
      ? { ...other, load: { ...load, throughput }, limits }
      : { ...other, load };
  };
}

test('variants that the load or the proxy limits are left out of the scaling law, and named', () => {
  const of = (setBy: Parameters<typeof heldBack>[1]) =>
    rendered(exampleRecord({ ...fiveCounts, alter: heldBack(16, setBy) }));
  for (const [setBy, cause] of [
    ['connections', 'the connections limit them'],
    ['client', 'the load client limits them'],
    ['proxy', 'the proxy limits them'],
  ] as const) {
    assert.match(of(setBy), /\| `cluster-rr` +\| +1,000 \| +5\.0% \| +2\.00% \| .*\| +6\.9 \|/);
    assert.match(of(setBy), new RegExp(`\n\nLeft out, because ${cause}: \`cluster-16-rr\`\\.\n`));
  }
  assert.doesNotMatch(of('host'), /Left out/);
  assert.match(of('host'), /\| `cluster-rr` .*does not fit/);
});

test('with fewer than four worker counts that the load does not limit there is no scaling law', () => {
  const record = exampleRecord({ ...fiveCounts, workers: [1, 2, 4, 8], alter: heldBack(8, 'client') });
  assert.match(
    rendered(record),
    /### Scaling law\n\nNo law is fitted to `cluster-rr`: .* needs four worker counts\.\n\nLeft out, because the load client limits them: `cluster-8-rr`\.\n/,
  );
});

test('a capacity above every rate that was tried is none of the workers', () => {
  const alter = (trial: OkTrial, { workers }: Cell): OkTrial => ({
    ...trial,
    search: trial.search && (workers === 16 ? { ...trial.search, high: null } : trial.search),
  });
  const text = rendered(exampleRecord({ ...fiveCounts, scenarios: [{ ...capacity, delayMs: 0 }], alter }));
  assert.match(text, /\| `cluster-rr` .*\| +beyond 8 \|/);
  assert.match(text, /Left out, because the load offered no more: `cluster-16-rr`\./);
});

test('a percentile with too few responses is not printed, and the report says why', () => {
  const few = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 5_000 } });
  const text = rendered(exampleRecord({ ...small, alter: few }));
  assert.match(text, /A percentile is – where a trial has too few responses for it/);
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('a warning of every trial is one line, that of a few variants names their trials', () => {
  const of = (carries: (trial: OkTrial) => boolean) =>
    rendered(
      exampleRecord({
        alter: (trial) => ({
          ...trial,
          warnings: carries(trial)
            ? [{ code: 'busy', text: 'it was busy', numbers: { latencyMs: 1.5 } }]
            : [],
        }),
      }),
    );
  assert.match(
    of(() => true),
    /- \*\*a\*\* `busy`: it was busy\. In all 48 trials; measured latency 1\.50 ms\./,
  );
  assert.match(
    of(({ trial }) => trial === 2),
    /it was busy\. In 16 of 48 trials, in 16 variants;/,
  );
  assert.match(
    of(({ cell, trial }) => cell === 'single' && trial < 3),
    /`single` in 2 of 3 trials;/,
  );
});

test('one trial has no spread, and no significance', () => {
  const text = rendered(exampleRecord({ ...small, trials: 1 }));
  assert.doesNotMatch(text, /NaN|± *[\d.]+% \||≈ [\d.]+ ×/);
  assert.match(text, /too few trials/);
});

test('figures that could not be measured stay open', () => {
  const unknown = { requests: null, connections: null, rssBytes: null, cpuSeconds: null };
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({
      ...trial,
      cpu: { ...trial.cpu, cores: [] },
      processes: trial.processes.map((worker) => ({ ...worker, ...unknown })),
    }),
  });
  const text = rendered(record);
  assert.match(text, /\| `cluster-4-rr` +\| +– \| +– \| +– \| +– \|/);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null|worker-shares|core-heat-map/);
});

test('a worker without any request is not divided by', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({
      ...trial,
      processes: trial.processes.map((worker, index) => (index === 1 ? { ...worker, requests: 0 } : worker)),
    }),
  });
  const text = rendered(record);
  assert.match(text, /a worker without any request with `rr`/);
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('charts that could not be drawn are named, and not shown', () => {
  const undrawn = [{ file: 'charts/latency.png', reason: 'no canvas' }];
  const text = renderMarkdown(runDocument(exampleRecord(small), undrawn));
  assert.match(text, /## Charts that could not be drawn\n\n- `charts\/latency.png`: no canvas/);
  assert.doesNotMatch(text, /!\[/);
});

test('like warnings are one note, with the range of their numbers', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({
      ...trial,
      warnings:
        trial.cell === 'single'
          ? [{ code: 'busy', text: 'it was busy', numbers: { load: trial.trial * 1000 } }]
          : [],
    }),
  });
  const text = rendered(record);
  assert.match(text, /\| `single` +\| a +\|/);
  assert.match(text, /- \*\*a\*\* `busy`: it was busy\. `single` in 3 of 3 trials; load 1,000 to 3,000\./);
});

test('responses of trials without figures are among the errors', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({
      ...failedTrial(trial, '90.9% of the requests failed'),
      code: 'too-many-errors',
      load: {
        ...trial.load,
        statuses: { 200: 1_446, 500: 14_459 },
        errors: { ...trial.load.errors, non2xx: 14_459 },
      },
    }),
  });
  const text = rendered(record);
  assert.match(text, /\| `single` +\| +43,377 \| 200: 4,338, 500: 43,377 +\|/);
});
