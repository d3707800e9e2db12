import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Night, type NightVerdict, nightSchema, type Suspect } from '../../harness/records/night.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { assertHarmless } from '../testing/assert-harmless.ts';
import { pairedComparison } from '../testing/example-comparison.ts';
import { exampleGate } from '../testing/example-gate.ts';
import { exampleNight, exampleSuspect } from '../testing/example-night.ts';
import { assertGolden } from '../testing/golden.ts';
import { HOSTILE } from '../testing/hostile-comparison.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { terminalText } from '../testing/renderings.ts';
import { issueDocument, nightDocument, nightSummary } from './document.ts';
import { issueTitle, verdictSentence } from './verdict.ts';

const none = { nights: null, ab: null };

const regression = exampleNight({
  verdict: 'regression',
  good: false,
  suspects: [
    exampleSuspect(),
    exampleSuspect({
      cell: 'single',
      change: -0.061,
      answer: 'cleared',
      ab: { change: 0.002, interval: null, pairs: 9 },
    }),
    exampleSuspect({
      cell: 'cluster-16-rr',
      to: null,
      change: null,
      interval: null,
      answer: 'open',
      reason: 'undecided: every trial of the base failed',
      ab: null,
    }),
  ],
  gates: [
    exampleGate({ text: 'throughput * > 5000', metric: 'throughput', result: 'met' }),
    exampleGate({ lacking: 1 }),
  ],
  failures: [{ cell: 'cluster-16-rr', trials: 3, reason: 'the app ended before it listened (exit code 3)' }],
  notes: ['the night 2026-03-01T02-30-00Z cannot be read, and counts as none: night.json is damaged'],
});

test('a regression: summary, issue and terminal', () => {
  nightSchema.parse(regression);
  const comparisons = {
    nights: mixedComparison(),
    ab: pairedComparison({ verdict: 'regression', change: -0.118 }),
  };
  assertGolden('night-regression.golden.md', renderMarkdown(nightDocument(regression, comparisons)));
  assertGolden('night-issue.golden.md', renderMarkdown(issueDocument(regression, comparisons)));
  assertGolden('night-regression.golden.txt', terminalText(nightSummary(regression, 'runs/1/summary.md')));
});

test('each verdict in a sentence', () => {
  const open = exampleSuspect({
    answer: 'open',
    reason: 'ab compares commits, and this is no git repository',
    ab: null,
  });
  const cleared = exampleSuspect({ answer: 'cleared' });
  const sentences: readonly (readonly [NightVerdict, Partial<Night>, string])[] = [
    ['first', {}, 'first: no good night to compare with'],
    ['good', {}, 'good: no regression against 3 good nights'],
    [
      'good',
      { base: { ...regression.base, undecided: 2 } },
      'good: no regression against 3 good nights; undecided in 2 of 3 variants',
    ],
    [
      'good',
      { suspects: [cleared] },
      'good: cluster-8-rr −12.4%, slower against the last good nights, but not in pairs with the last good commit',
    ],
    ['good', { suspects: [open], accepted: true }, 'good: cluster-8-rr −12.4%, slower, accepted'],
    ['suspected', { suspects: [open, cleared] }, 'suspected: cluster-8-rr −12.4%, slower; not confirmed'],
    [
      'regression',
      { suspects: [exampleSuspect()] },
      'regression: cluster-8-rr −12.4%, slower, confirmed by ab',
    ],
    ['regression', { gates: regression.gates }, 'regression: the gate p99 cluster-8-rr < 120 is not met'],
    [
      'failed',
      { failures: regression.failures, run: { ...regression.run, failed: 3 } },
      'failed: 3 of 12 trials, in cluster-16-rr',
    ],
    ['nothing', { run: { ...regression.run, ok: 0 } }, 'nothing was measured: every trial failed'],
    ['interrupted', {}, 'interrupted after 9 trials: it does not count as a night'],
  ];
  for (const [verdict, others, sentence] of sentences) {
    assert.equal(verdictSentence(exampleNight({ verdict, ...others })), sentence);
  }
});

test('a night that starts anew says why', () => {
  const passedOver = [{ id: 'x', reason: 'it ran on another host: cores 8 and 16' }];
  const night = exampleNight({ verdict: 'first', base: { nights: [], passedOver, cells: 0, undecided: 0 } });
  const text = renderMarkdown(nightDocument(night, none));
  assert.match(text, /- No good night can be compared: this one starts anew\n/);
  assert.match(text, /- x is not compared: it ran on another host: cores 8 and 16\n/);
});

/** A night whose every text is an attack. */
function hostile(night: Night): Night {
  const suspects = night.suspects.map(
    (one): Suspect => ({ ...one, cell: HOSTILE, scenario: HOSTILE, app: HOSTILE, reason: HOSTILE }),
  );
  return {
    ...night,
    id: HOSTILE,
    command: ['nightly', HOSTILE],
    run: { ...night.run, commit: HOSTILE, branch: HOSTILE, nodeVersion: HOSTILE, cpuModel: HOSTILE },
    checks: night.checks.map((check) => ({ ...check, code: HOSTILE, text: HOSTILE, advice: HOSTILE })),
    base: {
      ...night.base,
      nights: [{ id: HOSTILE, commit: null }],
      passedOver: [{ id: HOSTILE, reason: HOSTILE }],
    },
    suspects,
    gates: night.gates.map((one) => ({
      ...one,
      text: HOSTILE,
      cell: HOSTILE,
      label: HOSTILE,
      reason: HOSTILE,
    })),
    failures: night.failures.map((one) => ({ ...one, cell: HOSTILE, reason: HOSTILE })),
    notes: [HOSTILE],
  };
}

test('no text of an app, a host or a branch steers the page, the issue or its title', () => {
  for (const verdict of ['suspected', 'regression', 'failed'] as const) {
    const night = hostile({ ...regression, verdict });
    assertHarmless(nightDocument(night, none));
    assertHarmless(issueDocument(night, none));
    assertHarmless(nightSummary(night, HOSTILE));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(issueTitle(night), /[\u0000-\u001f]/);
    assert.ok(issueTitle(night).length <= 200);
  }
});

test('a page fits a step, an issue its limit, however much went wrong', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => index);
  const night = {
    ...regression,
    suspects: many.map((index) =>
      exampleSuspect({
        cell: `${index}-${'x'.repeat(3_000)}`,
        reason: 'y'.repeat(3_000),
        answer: 'open' as const,
      }),
    ),
    failures: many.map((index) => ({ cell: `${index}`, trials: 1, reason: 'z'.repeat(3_000) })),
    notes: many.map(() => 'n'.repeat(3_000)),
  };
  const comparisons = { nights: mixedComparison(), ab: mixedComparison() };
  assert.ok(Buffer.byteLength(renderMarkdown(nightDocument(night, comparisons))) < 2 ** 20);
  assert.ok(renderMarkdown(issueDocument(night, comparisons)).length < 65_536);
});
