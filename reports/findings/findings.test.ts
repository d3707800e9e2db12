import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial, RunRecord } from '../../harness/records/run.ts';
import { paragraph } from '../document/block.ts';
import { groupResults } from '../groups.ts';
import { ranksOf } from '../ranking.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { resultsTable } from '../sections/results.ts';
import { resultsNotes } from '../sections/results-notes.ts';
import {
  capacity,
  exampleRecord,
  failedTrial,
  newConnections,
  saturate,
  steadyRate,
} from '../testing/example-record.ts';
import { runCaveats } from './caveats.ts';
import { groupFindings } from './findings.ts';

const pair = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none'] } as const;

/** Throughputs of the trials of each cell; every other figure as it is. */
function throughputs(values: Readonly<Record<string, readonly number[]>>) {
  return (trial: OkTrial): OkTrial => ({
    ...trial,
    load: { ...trial.load, throughput: values[trial.cell]?.[trial.trial - 1] ?? 0 },
  });
}

function findings(record: RunRecord): string {
  const groups = groupResults(record);
  const texts = [...runCaveats(record, groups), ...groups.flatMap(groupFindings)];
  return renderMarkdown(texts.flatMap((one) => paragraph(one)));
}

test('connections that limit every variant are the first finding', () => {
  const text = findings(exampleRecord());
  assert.match(
    text,
    /^\*\*This run cannot rank the variants by throughput\.\*\* 500 connections \/ 50\.1 ms = 9,983 requests/,
  );
  assert.match(text, /With 740 to 5,300 connections, depending on the variant, another limit would apply/);
  assert.match(text, /use `--connections 5300` or `--scenario saturate`/);
  assert.match(text, /The variants differ in spare CPU/);
  assert.doesNotMatch(text, /winner|Highest throughput/);
});

test('four times the connections are advised where no other limit is known', () => {
  const alone = (trial: OkTrial) => ({
    ...trial,
    limits: trial.limits.filter(({ setBy }) => setBy === 'connections'),
  });
  assert.match(
    findings(exampleRecord({ ...pair, alter: alone })),
    /`--connections 2000` \(at most 39,932 requests per second\)/,
  );
});

test('other limits are named with their variants', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate] }));
  assert.match(
    text,
    /\*\*Limit\*\*: `single`, .* run at 98% of the app's CPU limit, which determines their figures\./,
  );
});

test('an open loop is judged by p99, the lowest first, and names who falls behind', () => {
  const scenarios = [{ ...steadyRate, delayMs: 0 }];
  const text = findings(exampleRecord({ ...pair, scenarios, offeredRate: 20_000 }));
  assert.match(text, /^\*\*One variant does not keep up\*\*: `single` completed 11,\d+ of the 20,000/);
  assert.match(
    text,
    /Lowest p99 at 20,000 requests per second: `cluster-4-\w+` with 1\.\d+ ms ± .*the single process does not keep up/,
  );
  assert.doesNotMatch(text, /limited by CPU|connections limit|Highest throughput/);
});

test('variants that were each offered a share of their own maximum are neither ranked nor compared', () => {
  const own: Readonly<Record<string, number>> = {
    single: 2_000,
    'cluster-4-rr': 8_000,
    'cluster-4-none': 8_100,
  };
  const alter = (trial: OkTrial) => {
    const rate = own[trial.cell] ?? 0;
    return { ...trial, load: { ...trial.load, offeredRate: rate, throughput: rate } };
  };
  const record = exampleRecord({ ...pair, scenarios: [{ ...steadyRate, delayMs: 0 }], alter });
  const text = findings(record);
  assert.match(
    text,
    /p99 ranges from \S+ ms \(`\S+`, at \S+ requests per second\) to .*names no winner: `--rate N` offers/,
  );
  assert.doesNotMatch(text, /Lowest p99|× the single/);
  assert.match(text, /Policy `rr` vs `none`\*\*, p99: /, 'these two had the same rate, but for their luck');
  const [group] = groupResults(record);
  assert.ok(group);
  assert.equal(ranksOf(group), null);
  const table = renderMarkdown(resultsTable(group, []));
  assert.match(table, /`single` .* 1 × /);
  assert.match(table, /`cluster-4-rr` .* – /);
  assert.match(renderMarkdown(resultsNotes(group)), /neither ranked nor compared/);
});

test('no variant is best where the connections cannot carry the rate', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], offeredRate: 20_000 }));
  assert.match(
    text,
    /^\*\*3 variants do not keep up\*\*.*\n\n`single`.* are not near any known limit: 500 connections may be too few/,
  );
  assert.doesNotMatch(text, /Lowest p99|winner/);
});

test('a search is judged by the capacity, with its objective', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [{ ...capacity, delayMs: 0 }] }));
  assert.match(
    text,
    /Highest capacity at a p99 of at most 200 ms: `cluster-4-\w+` with \d\d,\d{3} requests per second/,
  );
});

test('no variant is best in an open loop with too few responses for a p99', () => {
  const few = (trial: OkTrial) => ({
    ...trial,
    load: { ...trial.load, completed: 500, windowSeconds: 500 / trial.load.throughput },
  });
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], alter: few }));
  assert.match(text, /No variant has a figure for the metric of this scenario: p99\./);
});

test('the primary’s CPU is given for each policy where every request opens a connection', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [newConnections] }));
  assert.match(
    text,
    /which is where policies differ\.\*\* The primary used 0\.9\d cores with `rr`; 0\.00 cores with `none`/,
  );
  assert.match(text, /once it is busy all the time, more workers cannot help/);
});

test('warnings about the host are caveats', () => {
  const record = exampleRecord(pair);
  const governor = { cell: null, code: 'governor', text: 'the clock may change', numbers: { cores: 8 } };
  assert.match(
    findings({ ...record, warnings: [governor] }),
    /^\*\*Host\*\*: the clock may change \(`governor`: cores 8\)\.$/m,
  );
});

test('gains are lower bounds where the connections limit some variants', () => {
  const values = {
    single: [4000, 4010, 4020],
    'cluster-4-rr': [9700, 9710, 9720],
    'cluster-4-none': [9690, 9700, 9715],
  };
  const text = findings(exampleRecord({ ...pair, alter: throughputs(values) }));
  assert.match(text, /The connections limit 2 variants\.\*\*.*`cluster-4-rr` and `cluster-4-none` reach 97%/);
  assert.match(text, /read their gains as "at least"/);
});

test('without a limit of the connections there is no finding about it', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate] }));
  assert.doesNotMatch(text, /connections limit|cannot rank/);
});

test('a significant winner is named, with its gain over the single process', () => {
  const values = {
    single: [1000, 1010, 990],
    'cluster-4-rr': [4000, 4040, 3960],
    'cluster-4-none': [3000, 3030, 2970],
  };
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], alter: throughputs(values) }));
  assert.match(
    text,
    /\*\*Highest throughput\*\*: `cluster-4-rr` with 4,000 requests per second ± 2\.5% \(3 trials\), 4\.00 × the single process \(1,000\)/,
  );
  assert.match(
    text,
    /\*\*Policy `rr` vs `none`\*\*, throughput: `cluster-4-rr` 4,000 vs 3,000 requests per second \(\+33\.3%\)\./,
  );
});

test('a difference that is not significant names no winner', () => {
  const values = {
    single: [1000, 1010, 990],
    'cluster-4-rr': [4000, 4400, 3600],
    'cluster-4-none': [3900, 4200, 3700],
  };
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], alter: throughputs(values) }));
  assert.match(text, /No clear winner.*\. `cluster-4-none` does not differ from it significantly/);
  assert.match(text, /Policy `rr` vs `none`\*\*, .* \(no significant difference\)\./);
});

test('one trial per variant is not enough to name a winner', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], trials: 1 }));
  assert.match(text, /Each variant has figures from only one trial: their spread is unknown/);
  assert.match(text, /\nHighest throughput: .*names no winner: use more `--trials`/);
  assert.doesNotMatch(text, /\*\*Highest throughput|significant/);
});

test('the cost of nginx is given pair by pair', () => {
  const text = findings(exampleRecord({ scenarios: [saturate] }));
  assert.match(text, /Proxy `nginx` vs no proxy\*\*, throughput: lower in \d of 7 pairs \(.* to .*\)/);
  assert.match(text, /CPU of the proxy\*\*: 0\.\d\d to 0\.\d\d cores/);
});

test('failed trials, skipped variants and an interrupt are caveats', () => {
  const record = exampleRecord({
    ...pair,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'no') : trial.trial === 3 ? null : trial),
  });
  const text = findings({ ...record, status: 'partial', skipped: [{ cell: 'x', reason: 'y' }] });
  assert.match(text, /^\*\*The run is partial\*\*: it was stopped after 7 of 9 trials/);
  assert.match(text, /\*\*3 trials failed\*\* in 1 variant; 1 variant has no figures/);
  assert.match(text, /1 variant was skipped/);
});

test("errors, a client that breaks Little's law, a busy client and a shared host are named", () => {
  const text = findings(
    exampleRecord({
      ...pair,
      alter: (trial) => ({
        ...trial,
        load: {
          ...trial.load,
          errors: { ...trial.load.errors, reset: 5 },
        },
        warnings: [
          { code: 'littles-law', text: 'requests are missing', numbers: { ratio: 0.5 } },
          { code: 'load-client-saturated', text: 'busy', numbers: { clientUtilization: 0.97 } },
          { code: 'foreign-load', text: 'others', numbers: { other: 3, cores: 8 } },
          { code: 'steal', text: 'stolen', numbers: { steal: 7.5 } },
        ],
        cpu: { ...trial.cpu, busy: 98 },
      }),
    }),
  );
  assert.match(text, /45 requests failed, in `single`, `cluster-4-rr` and `cluster-4-none`/);
  assert.match(text, /In 9 trials 50\.0% of the connections had a request in flight/);
  assert.match(
    text,
    /load client was busy, or short of CPU, in 9 of 9 trials, in `single`.* It may have limited the throughput: stop the other programs, and measure again/,
  );
  assert.match(text, /host's CPU was used up .* in `single`/);
  assert.match(text, /outside this run used 3\.0 of 8 cores in 9 of 9 trials/);
  assert.match(text, /hypervisor took up to 7\.5% of this host's CPU/);
});

test('an open loop whose client disturbed it has findings of its own', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    cpu: { ...trial.cpu, busy: 98 },
    warnings: [
      { code: 'littles-law', text: 'some hang', numbers: { ratio: 0.5 } },
      { code: 'load-client-saturated', text: 'late', numbers: { sendDelayP99Ms: 30 } },
    ],
  });
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], alter }));
  assert.match(text, /In 9 trials throughput × mean latency was 50\.0% of the requests in flight/);
  assert.match(
    text,
    /load client sent requests late in 9 of 9 trials, in `single`.*: use more `--load-processes`, or give the load cores/,
  );
  assert.doesNotMatch(text, /client was busy|used up|of the connections had/);
});

test('other processes and a hypervisor are judged by the trials’ warnings alone', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    cpu: { ...trial.cpu, steal: 7.5, coresByRole: { ...trial.cpu.coresByRole, other: 3 } },
  });
  assert.doesNotMatch(findings(exampleRecord({ ...pair, alter })), /outside this run|hypervisor/);
});

test('the connections are named where nothing was busy and no delay is known', () => {
  const waiting = (trial: OkTrial) => ({
    ...trial,
    limits: [],
    cpu: { ...trial.cpu, busy: 20, coresByRole: { ...trial.cpu.coresByRole, target: 0.3 } },
    load: { ...trial.load, clientUtilization: 0.2 },
  });
  const idle = findings(exampleRecord({ ...pair, alter: waiting }));
  assert.match(idle, /No variant was limited by CPU.*up to 30% of a core, and the host was up to 20% busy/);
  assert.match(idle, /use more `--connections`/);
  const busy = findings(
    exampleRecord({
      ...pair,
      alter: (trial) => ({ ...waiting(trial), load: { ...trial.load, clientUtilization: 0.9 } }),
    }),
  );
  assert.doesNotMatch(busy, /limited by CPU/);
});

test('a run that may not use all of the host says so', () => {
  const record = exampleRecord(pair);
  const limited = { ...record, host: { ...record.host, cgroupCpuLimit: 2 } };
  assert.match(findings(limited), /This run may use 2\.00 of the host's 8 cores/);
  assert.doesNotMatch(findings(record), /This run may use/);
});

test('without a correct response no variant is best', () => {
  const nothing = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 0, throughput: 0 } });
  const text = findings(exampleRecord({ ...pair, alter: nothing }));
  assert.match(text, /No variant gave a correct response/);
  assert.doesNotMatch(text, / vs |winner|Little/);
});

test('a run without figures says so', () => {
  assert.match(
    findings(exampleRecord({ alter: (trial) => failedTrial(trial, 'no') })),
    /No trial gave figures\.\*\* `single`: no/,
  );
});

test('a precision that was missed is a caveat', () => {
  const record = exampleRecord({ ...pair, trials: 5 });
  const precision = { relativeHalfWidth: 0.02, maxTrials: 5 };
  const warning = { code: 'precision-missed', text: 'too wide', numbers: {}, cell: 'single' };
  const asked = { ...record, plan: { ...record.plan, precision, trialsPerCell: 3 } };
  assert.match(
    findings({ ...asked, warnings: [warning] }),
    /^\*\*1 of 3 variants misses the requested precision of ± 2\.0%\*\*/,
  );
  assert.doesNotMatch(findings(asked), /precision/);
  const [first] = record.trials;
  assert.ok(first);
  const partial: RunRecord = { ...asked, status: 'partial', trials: [first] };
  assert.match(
    findings(partial),
    /it was stopped after 1 trial, before the precision of ± 2\.0% was reached/,
  );
});

test('the client’s capacity is no limit where a trial exceeded it', () => {
  const bound = (passing: readonly number[]) => (trial: OkTrial) => {
    const others = trial.limits.filter(({ setBy }) => setBy !== 'client');
    const client = { setBy: 'client', limit: trial.load.throughput } as const;
    return { ...trial, limits: passing.includes(trial.trial) ? others : [client, ...others] };
  };
  const text = (passing: readonly number[]) =>
    findings(exampleRecord({ ...pair, scenarios: [saturate], alter: bound(passing) }));
  assert.match(text([]), /load client's capacity,/);
  assert.doesNotMatch(text([2]), /load client's capacity,/);
});

test('a capacity whose window missed the objective in one trial is none', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    warnings: trial.trial === 1 ? [{ code: 'objective-missed', text: 'not kept', numbers: {} }] : [],
  });
  const record = exampleRecord({ ...pair, scenarios: [{ ...capacity, delayMs: 0 }], alter });
  assert.match(findings(record), /No variant has a figure for the metric of this scenario: Capacity/);
});

test('nothing is called idle where variants differ, or where requests queue for a process', () => {
  const idle = (app: number, rates: Readonly<Record<string, number>>) =>
    findings(
      exampleRecord({
        ...pair,
        alter: (trial, { workers }) => ({
          ...trial,
          limits: [],
          load: { ...trial.load, throughput: (rates[trial.cell] ?? 1_000) + trial.trial },
          cpu: {
            ...trial.cpu,
            busy: 20,
            coresByRole: { ...trial.cpu.coresByRole, target: app * workers },
          },
        }),
      }),
    );
  assert.match(idle(0.5, {}), /No variant was limited by CPU/);
  assert.doesNotMatch(idle(0.7, {}), /limited by CPU/);
  assert.doesNotMatch(idle(0.5, { single: 500 }), /limited by CPU/);
});
