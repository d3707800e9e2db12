import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Cell, OkTrial, RunRecord } from '../harness/records/run.ts';
import { runFigures } from './figures/run/run-figures.ts';
import { groupResults } from './groups.ts';
import { renderMarkdown } from './markdown.ts';
import {
  capacity,
  dbWait,
  exampleRecord,
  failedTrial,
  newConnections,
  saturate,
  steadyRate,
} from './testing/example-record.ts';

/** Every chart that has something to show, as if it had been drawn. */
function rendered(record: RunRecord): string {
  return renderMarkdown(
    record,
    groupResults(record).flatMap((group) => runFigures(record, group)),
  );
}

/** Tests run from the repository's root, and compiled: the golden files lie beside the source. */
async function isGolden(name: string, actual: string): Promise<void> {
  const path = join(process.cwd(), 'reports', 'testing', `${name}.golden.md`);
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  assert.equal(actual, await readFile(path, 'utf8'), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

const small = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none'] } as const;

/** Whatever a hostile app, process or host may write, everywhere where it may stand. */
const HOSTILE = '</details><script>alert(1)</script> | `x` ```` \u001b[31m*b*\n# c';

function hostileRecord(): RunRecord {
  const record = exampleRecord({
    ...small,
    apps: ['plain', HOSTILE],
    alter: (trial) =>
      trial.cell.endsWith('cluster-4-rr')
        ? failedTrial(trial, HOSTILE, ['first', HOSTILE, '```'])
        : { ...trial, warnings: [{ code: 'odd', text: HOSTILE, numbers: { [HOSTILE]: trial.trial } }] },
  });
  return {
    ...record,
    status: 'partial',
    command: ['--app', HOSTILE],
    git: { commit: 'abcdef0', branch: HOSTILE, dirty: true },
    host: {
      ...record.host,
      hostname: HOSTILE,
      cpuModel: HOSTILE,
      os: HOSTILE,
      programs: { [HOSTILE]: HOSTILE },
    },
    environment: { nodeEnv: HOSTILE, nodeOptions: HOSTILE },
    skipped: [{ cell: HOSTILE, reason: HOSTILE }],
  };
}

test('sixteen cells that the connections bind', async () => {
  await isGolden('sixteen-cells', rendered(exampleRecord()));
});

test('two scenarios, with failures, warnings and errors, interrupted', async () => {
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
      numbers: { coefficientOfVariation: 0.083, trials: 3 },
    },
  ];
  await isGolden('two-scenarios', rendered({ ...record, status: 'partial', skipped, warnings }));
});

test('an open loop is judged by p99, a search by the capacity that it found', async () => {
  const cells = { workers: [1, 2, 4, 8], policies: ['rr'], proxies: ['none'] } as const;
  const scenarios = [
    { ...steadyRate, delayMs: 0 },
    { ...capacity, delayMs: 0 },
  ];
  const record = exampleRecord({ ...cells, scenarios, offeredRate: 20_000 });
  const plan = { ...record.plan, cpus: { target: [0, 1, 2, 3, 4, 5], proxy: [], load: [6, 7] } };
  await isGolden('open-loops', rendered({ ...record, plan }));
});

test('a connection for each request, where policies differ', async () => {
  const record = exampleRecord({ workers: [1, 4], proxies: ['none'], scenarios: [newConnections] });
  await isGolden('new-connections', rendered(record));
});

test('what others wrote neither breaks a table nor becomes HTML', () => {
  const text = rendered(hostileRecord());
  const outside = text.replace(/^( *)(`{3,})\w*\n[\s\S]*?\n\1\2$/gm, '');
  assert.doesNotMatch(outside, /<script|alert\(1\)<\//);
  assert.ok(!text.includes('\u001b'), 'a terminal code came through');
  assert.equal(outside.match(/<details>/g)?.length, outside.match(/<\/details>/g)?.length);
  for (const block of outside.split('\n\n').filter((part) => part.startsWith('|'))) {
    const columns = block.split('\n').map((line) => line.split('|').length);
    assert.equal(new Set(columns).size, 1, `columns differ:\n${block}`);
  }
  assert.doesNotMatch(outside, /^# c/m);
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
  assert.match(text, /- `single`, trials 1, 2 and 3: port taken/);
  assert.match(text, /EADDRINUSE/);
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null|!\[/);
});

test('two or three worker counts are too few for a scaling law, whichever lines have more', () => {
  const of = (workers: readonly number[]) =>
    rendered(exampleRecord({ ...small, workers, scenarios: [saturate], policies: ['rr'] }));
  const few =
    /### Scaling law\n\nNo law is fitted to `cluster-rr`: the Universal Scalability Law needs four numbers/;
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
    /\| `cluster-rr` +\| +1,000 \| +5\.0 % \| +2\.00 % \| +0\.\d % \| +6\.9 \| +6\.\d to 6\.9 \| +3,271 \|/,
  );
});

test('where trials spread so much that there may be no peak, its interval has no upper end, and the report says so', () => {
  const text = rendered(exampleRecord({ ...fiveCounts, alter: peaked(0.6) }));
  assert.match(text, /\| `cluster-rr` .*\| +6\.9 \| +[1-4]\.\d or more \|/);
  assert.match(text, /Or more: that throughput never falls is not ruled out\./);
});

/** A setup whose figure is what so sets, in place of its workers. */
function heldBack(workers: number, setBy: 'connections' | 'client' | 'proxy' | 'host') {
  return (trial: OkTrial, cell: Cell): OkTrial => {
    const { load, ...other } = peaked(0.003)(trial, cell);
    const throughput = 1_500;
    const others = trial.bounds.filter((bound) => bound.setBy !== setBy);
    const bounds = [{ setBy, limit: throughput / 0.9 }, ...others];
    return cell.workers === workers
      ? { ...other, load: { ...load, throughput }, bounds }
      : { ...other, load };
  };
}

test('setups that the load or the proxy holds back are left out of the scaling law, and named', () => {
  const of = (setBy: Parameters<typeof heldBack>[1]) =>
    rendered(exampleRecord({ ...fiveCounts, alter: heldBack(16, setBy) }));
  for (const [setBy, said] of [
    ['connections', "the load's connections bind"],
    ['client', "the load client's capacity binds"],
    ['proxy', 'the proxy binds'],
  ] as const) {
    assert.match(of(setBy), /\| `cluster-rr` +\| +1,000 \| +5\.0 % \| +2\.00 % \| .*\| +6\.9 \|/);
    assert.match(of(setBy), new RegExp(`\n\nLeft out, for there ${said}: \`cluster-16-rr\`\\.\n`));
  }
  assert.doesNotMatch(of('host'), /Left out/);
  assert.match(of('host'), /\| `cluster-rr` .*does not fit/);
});

test('with fewer than four worker counts that the load does not hold back there is no scaling law', () => {
  const record = exampleRecord({ ...fiveCounts, workers: [1, 2, 4, 8], alter: heldBack(8, 'client') });
  assert.match(
    rendered(record),
    /### Scaling law\n\nNo law is fitted to `cluster-rr`: .* needs four numbers of workers\.\n\nLeft out, for there the load client's capacity binds: `cluster-8-rr`\.\n/,
  );
});

test('a capacity above every rate that was tried is none of the workers', () => {
  const alter = (trial: OkTrial, { workers }: Cell): OkTrial => ({
    ...trial,
    search: trial.search && (workers === 16 ? { ...trial.search, high: null } : trial.search),
  });
  const text = rendered(exampleRecord({ ...fiveCounts, scenarios: [{ ...capacity, delayMs: 0 }], alter }));
  assert.match(text, /\| `cluster-rr` .*\| +beyond 8 \|/);
  assert.match(text, /Left out, for there the load asked for no more: `cluster-16-rr`\./);
});

test('a percentile that too few answers carry is not printed, and the report says why', () => {
  const few = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 5_000 } });
  const text = rendered(exampleRecord({ ...small, alter: few }));
  assert.match(text, /A percentile is – where a trial has too few answers for it/);
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('a warning of every trial is told in one line, one of a few setups with their trials', () => {
  const of = (carries: (trial: OkTrial) => boolean) =>
    rendered(
      exampleRecord({
        alter: (trial) => ({
          ...trial,
          warnings: carries(trial) ? [{ code: 'busy', text: 'it was busy', numbers: { waitMs: 1.5 } }] : [],
        }),
      }),
    );
  assert.match(
    of(() => true),
    /- \*\*a\*\* `busy`: it was busy\. In all 48 trials; wait 1\.50 ms\./,
  );
  assert.match(
    of(({ trial }) => trial === 2),
    /it was busy\. In 16 of 48 trials, in 16 setups;/,
  );
  assert.match(
    of(({ cell, trial }) => cell === 'single' && trial < 3),
    /`single` in 2 of 3 trials;/,
  );
});

test('one trial has no spread, and a test of it is not pretended', () => {
  const text = rendered(exampleRecord({ ...small, trials: 1 }));
  assert.doesNotMatch(text, /NaN|±\s*[\d.]+ \||≈ [\d.]+ ×/);
  assert.match(text, /spread unknown/);
});

test('figures that nobody could take stay open', () => {
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
  assert.match(text, /a worker without any request under `rr`/);
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('charts that could not be drawn are named, and not shown', () => {
  const text = renderMarkdown(
    exampleRecord(small),
    [],
    [{ file: 'charts/latency.png', reason: 'no canvas' }],
  );
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
  assert.match(text, /`single` <sup>a<\/sup>/);
  assert.match(text, /- \*\*a\*\* `busy`: it was busy\. `single` in 3 of 3 trials; load 1,000 to 3,000\./);
});

test('what a trial without a figure was answered stands among the errors', () => {
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
  assert.match(text, /\| `single` .*\| +43,377 \| .*\| 200: 4,338, 500: 43,377 +\|/);
});
