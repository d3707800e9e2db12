import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial, RunRecord } from '../../harness/records/run.ts';
import { groupResults } from '../groups.ts';
import { ranksOf } from '../ranking.ts';
import { resultsTable } from '../sections/results.ts';
import { resultsCaption } from '../sections/results-caption.ts';
import {
  capacity,
  exampleRecord,
  failedTrial,
  newConnections,
  saturate,
  steadyRate,
} from '../testing/example-record.ts';
import { groupFindings, runFindings } from './findings.ts';

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
  return [...runFindings(record, groups), ...groups.flatMap((group) => groupFindings(group))].join('\n');
}

test('where the connections bind every setup, that is said before anything else', () => {
  const text = findings(exampleRecord());
  assert.match(
    text,
    /^\*\*This run cannot tell the setups apart by throughput\.\*\* 500 connections \/ 50\.1 ms = 9,983 requests/,
  );
  assert.match(text, /With 740 to 5,300 connections, as the setup may be, another bound would show/);
  assert.match(text, /ask for `--connections 5300` or `--scenario saturate`/);
  assert.match(text, /What differs is the CPU that is left over/);
  assert.doesNotMatch(text, /winner|Most answers/);
});

test('where no other bound is known, four times the connections are asked for', () => {
  const alone = (trial: OkTrial) => ({
    ...trial,
    bounds: trial.bounds.filter(({ setBy }) => setBy === 'connections'),
  });
  assert.match(
    findings(exampleRecord({ ...pair, alter: alone })),
    /`--connections 2000` \(at most 39,932 requests per second\)/,
  );
});

test('what else binds is named with its setups', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate] }));
  assert.match(
    text,
    /At their lowest bound, 90 % of it and more: cores \/ CPU per request in `single`, .* \(98 %\)/,
  );
});

test('an open loop is judged by p99, the lowest first, and names who falls behind', () => {
  const scenarios = [{ ...steadyRate, delayMs: 0 }];
  const text = findings(exampleRecord({ ...pair, scenarios, offeredRate: 20_000 }));
  assert.match(text, /^\*\*One setup does not keep up\*\*: `single` answered 11,\d+ of 20,000/);
  assert.match(
    text,
    /Lowest p99 at 20,000 requests per second: `cluster-4-\w+` with 1\.\d+ ms ± .*single process does not keep up/,
  );
  assert.doesNotMatch(text, /Nothing was busy|connections hold|Most answers/);
});

test('setups that were each offered a share of their own maximum are neither ranked nor set against each other', () => {
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
    /p99 runs from \S+ ms \(`\S+`, at \S+ requests per second\) to .*names no winner: `--rate N`/,
  );
  assert.doesNotMatch(text, /Lowest p99|× the single/);
  assert.match(text, /`rr` against `none`: /, 'these two had the same, but for their luck');
  const [group] = groupResults(record);
  assert.ok(group);
  assert.equal(ranksOf(group), null);
  const table = resultsTable(group, []);
  assert.match(table, /`single` .* 1 × /);
  assert.match(table, /`cluster-4-rr` .* – /);
  assert.match(resultsCaption(group), /neither ranked nor set against each other/);
});

test('where the connections cannot carry the rate, no setup is best', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], offeredRate: 20_000 }));
  assert.match(
    text,
    /^\*\*3 setups do not keep up\*\*.*\nNo known bound is near in `single`.*: 500 connections may be too few/,
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

test('of an open loop with too few answers for a p99 none is named best', () => {
  const few = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 500 } });
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], alter: few }));
  assert.match(text, /No setup has a figure for what this scenario is run for: p99\./);
});

test('with a connection for each request, the primary’s CPU is said of each policy', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [newConnections] }));
  assert.match(
    text,
    /which is where policies differ\.\*\* The primary used 0\.9\d cores under `rr`; 0\.00 cores under `none`/,
  );
  assert.match(text, /where it is busy throughout, more workers cannot help/);
});

test('what speaks against the host stands first', () => {
  const record = exampleRecord(pair);
  const governor = { cell: null, code: 'governor', text: 'the clock may change', numbers: { cores: 8 } };
  assert.match(
    findings({ ...record, warnings: [governor] }),
    /^\*\*Host\*\*: the clock may change \(`governor`: cores 8\)\.$/m,
  );
});

test('where they bind some setups, the gains of these are lower bounds', () => {
  const values = {
    single: [4000, 4010, 4020],
    'cluster-4-rr': [9700, 9710, 9720],
    'cluster-4-none': [9690, 9700, 9715],
  };
  const text = findings(exampleRecord({ ...pair, alter: throughputs(values) }));
  assert.match(
    text,
    /The connections hold 2 setups back\.\*\*.*`cluster-4-rr` and `cluster-4-none` lie at 97 %/,
  );
  assert.match(text, /read a gain as "at least"/);
});

test('without a bound nothing is said of one', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate] }));
  assert.doesNotMatch(text, /connections hold|cannot tell/);
});

test('a setup that is ahead by more than the spread is named, with its gain over the single process', () => {
  const values = {
    single: [1000, 1010, 990],
    'cluster-4-rr': [4000, 4040, 3960],
    'cluster-4-none': [3000, 3030, 2970],
  };
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], alter: throughputs(values) }));
  assert.match(
    text,
    /\*\*Most answers\*\*: `cluster-4-rr` with 4,000 requests per second ± 2\.5 % \(3 trials\), 4\.00 × the single process \(1,000\)/,
  );
  assert.match(
    text,
    /`rr` against `none`: `cluster-4-rr` 4,000 against 3,000 requests per second, \+33\.3 %\./,
  );
});

test('a difference within the spread names no winner', () => {
  const values = {
    single: [1000, 1010, 990],
    'cluster-4-rr': [4000, 4400, 3600],
    'cluster-4-none': [3900, 4200, 3700],
  };
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], alter: throughputs(values) }));
  assert.match(text, /No single winner.*but `cluster-4-none` shows no difference from it beyond the spread/);
  assert.match(text, /`rr` against `none`: .*, no difference beyond the spread\./);
});

test('one trial a setup is not enough to name a winner', () => {
  const text = findings(exampleRecord({ ...pair, scenarios: [saturate], trials: 1 }));
  assert.match(text, /Each setup has figures of one trial alone: nothing is known about their spread/);
  assert.match(text, /Highest figure: .*names no winner: ask for more `--trials`/);
  assert.doesNotMatch(text, /Most answers|no difference beyond/);
});

test('what nginx costs is said pair by pair', () => {
  const text = findings(exampleRecord({ scenarios: [saturate] }));
  assert.match(text, /`nginx` in front against nothing, of 7 pairs: less in \d \(.* to .*\)/);
  assert.match(text, /The proxy itself used 0\.\d\d to 0\.\d\d cores/);
});

test('failed trials, skipped setups and an interrupt come first', () => {
  const record = exampleRecord({
    ...pair,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'no') : trial.trial === 3 ? null : trial),
  });
  const text = findings({ ...record, status: 'partial', skipped: [{ cell: 'x', reason: 'y' }] });
  assert.match(text, /^\*\*The run is partial\*\*: it was stopped after 7 of 9 trials/);
  assert.match(text, /\*\*3 trials failed\*\*, in 1 setup; 1 setup has no figures/);
  assert.match(text, /1 setup was skipped/);
});

test("errors, a driver that breaks Little's law, a busy client and a shared host are named", () => {
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
  assert.match(text, /In 9 trials 50\.0 % of the connections had a request under way/);
  assert.match(
    text,
    /load client was busy, or kept from a core, in 9 of 9 trials and may have held the target back, in `single`/,
  );
  assert.match(text, /host's CPU was used up .* in `single`/);
  assert.match(text, /no part of this run used 3\.0 of 8 cores in 9 trials of 9/);
  assert.match(text, /hypervisor took up to 7\.5 % of the CPU/);
});

test('of an open loop that its own client disturbed only what is true there is said', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    cpu: { ...trial.cpu, busy: 98 },
    warnings: [
      { code: 'littles-law', text: 'some hang', numbers: { ratio: 0.5 } },
      { code: 'load-client-saturated', text: 'late', numbers: { sendDelayP99Ms: 30 } },
    ],
  });
  const text = findings(exampleRecord({ ...pair, scenarios: [steadyRate], alter }));
  assert.match(text, /In 9 trials throughput × mean latency was 50\.0 % of the requests under way/);
  assert.match(text, /load client sent requests late in 9 of 9 trials, .*, in `single`/);
  assert.doesNotMatch(text, /busy|used up|of the connections had/);
});

test('a stranger and a hypervisor are judged by the trials’ warnings alone', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    cpu: { ...trial.cpu, steal: 7.5, coresByRole: { ...trial.cpu.coresByRole, other: 3 } },
  });
  assert.doesNotMatch(findings(exampleRecord({ ...pair, alter })), /no part of this run|hypervisor/);
});

test('where nothing was busy, and of the delay nothing is known, the connections are named', () => {
  const waiting = (trial: OkTrial) => ({
    ...trial,
    bounds: [],
    cpu: { ...trial.cpu, busy: 20, coresByRole: { ...trial.cpu.coresByRole, target: 0.3 } },
    load: { ...trial.load, clientUtilization: 0.2 },
  });
  const idle = findings(exampleRecord({ ...pair, alter: waiting }));
  assert.match(idle, /Nothing was busy in any setup.*at most 30 % of a core, the host for at most 20 %/);
  assert.match(idle, /ask for more `--connections`/);
  const busy = findings(
    exampleRecord({
      ...pair,
      alter: (trial) => ({ ...waiting(trial), load: { ...trial.load, clientUtilization: 0.9 } }),
    }),
  );
  assert.doesNotMatch(busy, /Nothing was busy/);
});

test('a run that may not use all of the host says so', () => {
  const record = exampleRecord(pair);
  const limited = { ...record, host: { ...record.host, cgroupCpuLimit: 2 } };
  assert.match(findings(limited), /This run may use 2\.00 of the host's 8 cores/);
  assert.doesNotMatch(findings(record), /This run may use/);
});

test('where no answer was correct there is no best setup', () => {
  const nothing = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 0, throughput: 0 } });
  const text = findings(exampleRecord({ ...pair, alter: nothing }));
  assert.match(text, /No setup gave a correct answer/);
  assert.doesNotMatch(text, /against|winner|Little/);
});

test('a run without figures says so', () => {
  assert.match(
    findings(exampleRecord({ alter: (trial) => failedTrial(trial, 'no') })),
    /No trial gave figures/,
  );
});

test('a precision that was not reached is told of the run, and how many trials it took', () => {
  const record = exampleRecord({ ...pair, trials: 5 });
  const precision = { relativeHalfWidth: 0.02, maxTrials: 5 };
  const warning = { code: 'precision-missed', text: 'too wide', numbers: {}, cell: 'single' };
  const asked = { ...record, plan: { ...record.plan, precision, trialsPerCell: 3 } };
  assert.match(
    findings({ ...asked, warnings: [warning] }),
    /^\*\*1 of 3 setups is not known to ± 2\.0 %\*\*/,
  );
  assert.doesNotMatch(findings(asked), /not known to/);
  const [first] = record.trials;
  assert.ok(first);
  const partial: RunRecord = { ...asked, status: 'partial', trials: [first] };
  assert.match(findings(partial), /it was stopped after 1 trial, with ± 2\.0 % still to reach/);
});

test('where a trial passed what was measured as the client’s most, that bounds no trial', () => {
  const bound = (passing: readonly number[]) => (trial: OkTrial) => {
    const others = trial.bounds.filter(({ setBy }) => setBy !== 'client');
    const client = { setBy: 'client', limit: trial.load.throughput } as const;
    return { ...trial, bounds: passing.includes(trial.trial) ? others : [client, ...others] };
  };
  const text = (passing: readonly number[]) =>
    findings(exampleRecord({ ...pair, scenarios: [saturate], alter: bound(passing) }));
  assert.match(text([]), /load client's capacity in/);
  assert.doesNotMatch(text([2]), /load client's capacity in/);
});

test('a capacity that the window of one trial did not keep is none', () => {
  const alter = (trial: OkTrial) => ({
    ...trial,
    warnings: trial.trial === 1 ? [{ code: 'objective-missed', text: 'not kept', numbers: {} }] : [],
  });
  const record = exampleRecord({ ...pair, scenarios: [{ ...capacity, delayMs: 0 }], alter });
  assert.match(findings(record), /No setup has a figure for what this scenario is run for: Capacity/);
});

test('nothing is called idle where setups differ, or where requests queue for a process', () => {
  const idle = (app: number, rates: Readonly<Record<string, number>>) =>
    findings(
      exampleRecord({
        ...pair,
        alter: (trial, { workers }) => ({
          ...trial,
          bounds: [],
          load: { ...trial.load, throughput: (rates[trial.cell] ?? 1_000) + trial.trial },
          cpu: {
            ...trial.cpu,
            busy: 20,
            coresByRole: { ...trial.cpu.coresByRole, target: app * workers },
          },
        }),
      }),
    );
  assert.match(idle(0.5, {}), /Nothing was busy in any setup/);
  assert.doesNotMatch(idle(0.7, {}), /Nothing was busy/);
  assert.doesNotMatch(idle(0.5, { single: 500 }), /Nothing was busy/);
});
