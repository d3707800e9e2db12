import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison } from '../../../harness/records/comparison.ts';
import type { Night } from '../../../harness/records/night.ts';
import type { RunRecord } from '../../../harness/records/run.ts';
import { outcomeOf } from '../../../harness/stats/comparison-outcome.ts';
import { brokenComparison, exampleComparison } from '../../testing/example-comparison.ts';
import { exampleGate } from '../../testing/example-gate.ts';
import { exampleNight, exampleSuspect } from '../../testing/example-night.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import { HOSTILE, hostile } from '../../testing/hostile-comparison.ts';
import { hostileRecord } from '../../testing/hostile-record.ts';
import { junitReader } from '../../testing/junit-reader.ts';
import { mixedComparison } from '../../testing/mixed-comparison.ts';
import { outputsRecord, STDERR } from '../../testing/outputs-record.ts';
import { files } from './files.ts';

const { run, comparison, night } = files;
const ofRun = (record: RunRecord) => run?.(record)[0]?.text ?? '';
const ofComparison = (compared: Comparison) => comparison?.(compared)[0]?.text ?? '';
const ofNight = (one: Night, compared: Comparison | null) => night?.(one, compared)[0]?.text ?? '';
const named = (name: string) => `//testcase[@name="${name}"]`;

test('a run has a case for each measured variant, each failed trial and each variant without one', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const xml = ofRun(outputsRecord());
  reader.assertValid(xml);
  const ask = (expression: string) => reader.ask(xml, expression);
  assert.equal(ask('count(//testcase)'), '5');
  assert.deepEqual(
    ['tests', 'failures', 'errors', 'skipped'].map((count) => ask(`//testsuite/@${count}`)),
    ['5', '0', '1', '2'],
  );
  assert.equal(ask(`${named('single')}/@classname`), 'cluster-bench.run.db-wait.express');
  assert.equal(ask(`${named('single')}/@time`), '20.000');
  assert.match(
    ask(`${named('single')}/system-out`),
    /^2 of 2 trials with figures\nthroughput: 9,\d{3} req\/s ± /,
  );
  assert.match(ask(`${named('single')}/system-out`), /^p99 of pay, "now": 91\.5 ms/m);
  assert.match(ask(`${named('single')}/system-out`), /^note \(noisy\): the trials differ by 12%$/m);
  assert.match(ask(`${named('cluster-2-rr')}/system-out`), /^1 of 2 trials with figures\n/);
  const failed = named('cluster-2-rr, trial 2');
  assert.equal(ask(`${failed}/error`), '=the app exited\nwith code 1, "at once"');
  assert.equal(ask(`${failed}/error/@message`), '=the app exited with code 1, "at once"');
  assert.equal(ask(`${failed}/system-err`), STDERR.join('\n'));
  assert.equal(ask(`${named('cluster-2-none')}/skipped/@message`), 'the run ended before its first trial');
  assert.equal(ask(`${named('pm2-2')}/skipped/@message`), 'pm2 is not installed');
});

test('names of a run in pairs tell its sides apart', () => {
  const record = exampleRecord({ workers: [1], proxies: ['none'] });
  const base = ofRun({ ...record, pairing: { id: 'x', side: 'base' } });
  assert.match(base, /classname="cluster-bench\.base\.db-wait\.express" name="single"/);
});

test('a regression is a failure; undecided and improved variants pass with the verdict as text', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const xml = ofComparison(mixedComparison());
  reader.assertValid(xml);
  const ask = (expression: string) => reader.ask(xml, expression);
  const slower = named('db-wait/express/single');
  assert.match(ask(`${slower}/failure/@message`), /^throughput: −6\.1% \(.*%\), 9,652 → 9,063 req\/s$/);
  assert.match(ask(`${slower}/failure`), /^regression: p < 0\.0001\n/);
  const cells = (verdict: string) =>
    ask(`count(//testcase[not(failure)][starts-with(system-out, "${verdict}")])`);
  assert.deepEqual(['regression', 'no change', 'undecided', 'improvement'].map(cells), ['0', '1', '2', '1']);
  assert.match(
    ask(`${named('db-wait/express/cluster-8-none')}/system-out`),
    /^undecided: .*; 13 more trials per side would decide .*\n(.*\n)*failed trials: 0 of base, 1 of head$/,
  );
  assert.equal(ask(`${named('db-wait/express/cluster-4-rr')}/skipped/@message`), 'only the base has it');
});

test('a head without figures is a failure, as it is for the exit code', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const xml = ofComparison(brokenComparison());
  reader.assertValid(xml);
  assert.equal(
    reader.ask(xml, `${named('cluster-8-rr')}/failure[@type="no-figures"]/@message`),
    'every trial of the head failed',
  );
});

test('only a change that counts as a regression fails the case of a night', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const compared = exampleComparison([
    { id: 'single', verdict: 'regression', change: -0.2 },
    { id: 'cluster-8-rr', verdict: 'regression', change: -0.2 },
    { id: 'cluster-8-none' },
  ]);
  const suspects = [
    exampleSuspect({ cell: 'single', answer: 'cleared' }),
    exampleSuspect({ cell: 'cluster-8-rr' }),
  ];
  const xml = ofNight(exampleNight({ verdict: 'regression', suspects }), compared);
  reader.assertValid(xml);
  assert.equal(reader.ask(xml, 'count(//testcase)'), '4');
  assert.equal(reader.ask(xml, `count(//failure)`), '2');
  assert.match(reader.ask(xml, `${named('verdict')}/failure`), /^regression: cluster-8-rr .*confirmed by ab/);
  assert.match(reader.ask(xml, `${named('cluster-8-rr')}/failure/@message`), /; ab: confirmed, /);
  assert.match(reader.ask(xml, `${named('single')}/system-out`), /; ab: cleared, /);
  const accepted = ofNight(exampleNight({ verdict: 'good', accepted: true, suspects }), compared);
  assert.equal(reader.ask(accepted, 'count(//failure)'), '0');
  const first = ofNight(exampleNight({ verdict: 'first' }), null);
  reader.assertValid(first);
  assert.equal(reader.ask(first, 'count(//testcase)'), '1');
});

test('a gate passes if it is met; it fails if it is not, or cannot be told', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const gates = [
    exampleGate(),
    exampleGate({ text: 'p99 *-rr < 150', limit: 150, result: 'met' }),
    exampleGate({
      text: 'p99[log*] single < 130',
      cell: 'single',
      label: 'login',
      result: 'undecided',
      reason: 'one trial',
      lacking: 2,
    }),
  ];
  const cases = [
    ofRun({ ...outputsRecord(), gates }),
    ofComparison({ ...exampleComparison(), gates }),
    ofNight(exampleNight({ gates }), null),
  ];
  for (const xml of cases) {
    reader.assertValid(xml);
    const ask = (expression: string): string => reader.ask(xml, expression);
    const of = (name: string) => `${named(name)}[contains(@classname, ".gates")]`;
    assert.equal(ask('count(//failure)'), '2');
    assert.match(ask('//failure[@type="not-met"]/@message'), /^not met: 131 ms, 95% interval 126 to 137$/);
    assert.match(
      ask('//failure[@type="undecided"]'),
      /^undecided: one trial; 131 ms, .*\n2 trials without a figure$/,
    );
    assert.equal(ask('//failure[@type="undecided"]/../@name'), 'p99[log*] single < 130, login');
    assert.match(ask(of('p99 *-rr < 150, cluster-8-rr')), /^\s*met: 131 ms/);
  }
});

test('a comparison has a failure exactly if it exits with 1', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const met = exampleGate({ result: 'met' });
  for (const compared of [
    exampleComparison(),
    mixedComparison(),
    brokenComparison(),
    exampleComparison([{}], { gates: [met] }),
    exampleComparison([{}], { gates: [met, exampleGate({ result: 'undecided' })] }),
  ]) {
    const isFailed = reader.ask(ofComparison(compared), 'count(//failure) > 0');
    assert.equal(isFailed, String(outcomeOf(compared) === 'regression'));
  }
});

test('texts of apps and hosts never break the XML', (context) => {
  const reader = junitReader(context);
  if (!reader) return;
  const controls = `${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')}\ud800\uffff]]>`;
  const record = hostileRecord();
  for (const xml of [
    ofRun(record),
    ofRun({ ...record, skipped: [{ cell: controls, reason: controls }] }),
    ofComparison(hostile(mixedComparison())),
    ofNight(
      exampleNight({
        verdict: 'regression',
        suspects: [exampleSuspect({ cell: HOSTILE })],
        notes: [controls],
      }),
      null,
    ),
  ]) {
    reader.assertValid(xml);
    assert.doesNotMatch(xml, /[^\P{C}\t\n]/u);
  }
});
