import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Night, type NightVerdict, nightSchema, type Suspect } from '../../harness/records/night.ts';
import { mixedComparison, pairedComparison } from '../testing/example-comparison.ts';
import { exampleNight, exampleSuspect } from '../testing/example-night.ts';
import { issueTitle, verdictSentence } from './sentences.ts';
import { renderIssue, renderSummary } from './summary.ts';

const none = { nights: null, ab: null };

async function isGolden(name: string, actual: string): Promise<void> {
  const path = join(process.cwd(), 'reports', 'testing', `${name}.golden.md`);
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  assert.equal(actual, await readFile(path, 'utf8'), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

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
      reason: 'ab cannot tell: every trial of the base failed',
      ab: null,
    }),
  ],
  missed: [{ text: 'p99 cluster-8-rr < 120', cell: 'cluster-8-rr', metric: 'p99', value: 131.4, lacking: 1 }],
  failures: [{ cell: 'cluster-16-rr', trials: 3, reason: 'the app ended before it listened (exit code 3)' }],
  notes: ['the night 2026-03-01T02-30-00Z cannot be read, and counts as none: night.json is damaged'],
});

test('a regression: summary and issue', async () => {
  nightSchema.parse(regression);
  const comparisons = {
    nights: mixedComparison(),
    ab: pairedComparison({ verdict: 'regression', change: -0.118 }),
  };
  await isGolden('night-regression', renderSummary(regression, comparisons));
  await isGolden('night-issue', renderIssue(regression, comparisons));
});

test('what each verdict is told with', () => {
  const open = exampleSuspect({
    answer: 'open',
    reason: 'ab compares commits, and this is no git repository',
    ab: null,
  });
  const cleared = exampleSuspect({ answer: 'cleared' });
  const told: readonly (readonly [NightVerdict, Partial<Night>, string])[] = [
    ['first', {}, 'first: there is no good night to compare with'],
    ['good', {}, 'good: no regression against 3 good nights'],
    [
      'good',
      { base: { ...regression.base, undecided: 2 } },
      'good: no regression against 3 good nights; cannot tell in 2 of 3 setups',
    ],
    [
      'good',
      { suspects: [cleared] },
      'good: cluster-8-rr −12.4 %, slower against the last good nights, and not when it alternates with the last good commit',
    ],
    ['good', { suspects: [open], accepted: true }, 'good: cluster-8-rr −12.4 %, slower, accepted'],
    ['suspected', { suspects: [open, cleared] }, 'suspected: cluster-8-rr −12.4 %, slower; not confirmed'],
    [
      'regression',
      { suspects: [exampleSuspect()] },
      'regression: cluster-8-rr −12.4 %, slower, confirmed by ab',
    ],
    ['regression', { missed: regression.missed }, 'regression: the gate p99 cluster-8-rr < 120 is not met'],
    [
      'failed',
      { failures: regression.failures, run: { ...regression.run, failed: 3 } },
      'failed: 3 trials of 12, in cluster-16-rr',
    ],
    ['nothing', { run: { ...regression.run, ok: 0 } }, 'nothing was measured: every trial failed'],
    ['interrupted', {}, 'interrupted after 9 trials: it counts as no night'],
  ];
  for (const [verdict, others, sentence] of told) {
    assert.equal(verdictSentence(exampleNight({ verdict, ...others })), sentence);
  }
});

test('a night that starts anew says why', () => {
  const passedOver = [{ id: 'x', reason: 'it ran on another host: cores 8 and 16' }];
  const night = exampleNight({ verdict: 'first', base: { nights: [], passedOver, cells: 0, undecided: 0 } });
  const text = renderSummary(night, none);
  assert.match(text, /- No good night can be compared with: this one starts anew\./);
  assert.match(text, /- X is not compared with: it ran on another host: cores 8 and 16\./);
});

const HOSTILE =
  '</details><script>alert(1)</script> | `x` ```` @everyone [x](javascript:alert(1)) \u001b[31mred\n\n# c\n#12';

/** Every text of a night that others may have written. */
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
    missed: night.missed.map((one) => ({ ...one, text: HOSTILE, cell: HOSTILE })),
    failures: night.failures.map((one) => ({ ...one, cell: HOSTILE, reason: HOSTILE })),
    notes: [HOSTILE],
  };
}

test('no text of an app, a host or a branch steers the page, the issue or its title', () => {
  for (const verdict of ['suspected', 'regression', 'failed'] as const) {
    const night = hostile({ ...regression, verdict });
    for (const text of [renderSummary(night, none), renderIssue(night, none)]) {
      // The command is a block of code, where nothing is read as markup.
      const read = text.replace(/^(`{3,})sh\n.*?^\1$/gms, '');
      assert.doesNotMatch(read, /<script|\]\(javascript|@everyone|^# c|^#12/m);
      assert.equal(read.match(/<details>/g)?.length, read.match(/<\/details>/g)?.length);
    }
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
  assert.ok(Buffer.byteLength(renderSummary(night, comparisons)) < 2 ** 20);
  assert.ok(renderIssue(night, comparisons).length < 65_536);
});
