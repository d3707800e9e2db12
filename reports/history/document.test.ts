import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import { type Damage, type History, type Summary, summarySchema } from '../../harness/records/history.ts';
import { htmlOf } from '../render/html.ts';
import { assertHarmless } from '../testing/assert-harmless.ts';
import { exampleNights } from '../testing/example-history.ts';
import { assertGolden } from '../testing/golden.ts';
import { HOSTILE } from '../testing/hostile-comparison.ts';
import { markdownText, terminalText } from '../testing/renderings.ts';
import { historyDocument, historySummary } from './document.ts';

function historyOf(summaries: readonly Summary[]): History {
  for (const summary of summaries) summarySchema.parse(summary);
  return trendsOf(summaries, { minChange: 0.02 });
}

function isGolden(name: string, summaries: readonly Summary[], unread: readonly Damage[] = []): void {
  assertGolden(`${name}.golden.md`, markdownText(historyDocument(historyOf(summaries), unread)));
}

/** Nights of a folder that is a season old. */
function season(): Summary[] {
  return exampleNights({
    cells: {
      single: { level: 9700 },
      'cluster-8-rr': {
        level: 9560,
        steps: [
          { night: 40, change: -0.06 },
          { night: 75, change: 0.04 },
        ],
      },
      'nginx+cluster-8-rr': { level: 8100, steps: [{ night: 75, change: 0.09 }] },
    },
    alter: (summary, night) => {
      if (night < 4) return { ...summary, host: { cpuModel: 'AMD EPYC 7R13', cores: 4 } };
      if (night === 50) return null;
      if (night === 60) return { ...summary, groups: summary.groups.map(failedFirst), status: 'partial' };
      if (night === 61) return { ...summary, dirty: true };
      if (night >= 75) return { ...summary, node: 'v24.5.0' };
      return summary;
    },
  });
}

function failedFirst(group: Summary['groups'][number]): Summary['groups'][number] {
  const [first, ...rest] = group.cells;
  if (first === undefined) return group;
  const nothing = {
    mean: null,
    spread: null,
    trials: 0,
    failed: 5,
    p50: null,
    p99: null,
    cpuPerRequest: null,
  };
  return { ...group, cells: [{ ...first, ...nothing }, ...rest] };
}

test('a season of three cells: changes, another host, nights that are missing, failed, partial and dirty', () => {
  isGolden('history-season', season(), [
    { place: 'nightly/history.jsonl, line 7', reason: 'Unexpected end of JSON input' },
  ]);
  assertGolden('history-season.golden.txt', terminalText(historySummary(historyOf(season()))));
  assertGolden('history-season.golden.html', `${htmlOf(historyDocument(historyOf(season())))}\n`);
});

test('one night, and three', () => {
  isGolden('history-one-night', exampleNights({ nights: 1 }));
  isGolden('history-three-nights', exampleNights({ nights: 3 }));
});

/** Every text that a record may hold. */
function hostile(summary: Summary, night: number): Summary {
  return {
    ...summary,
    commit: night % 3 === 0 ? HOSTILE : summary.commit,
    branch: HOSTILE,
    node: `${HOSTILE}${night > 20}`,
    tool: `${HOSTILE}${night > 20}`,
    host: { ...summary.host, cpuModel: night < 2 ? HOSTILE : `${HOSTILE}!` },
    groups: summary.groups.map((group) => ({
      ...group,
      scenario: HOSTILE,
      app: HOSTILE,
      load: night < 5 ? HOSTILE : `${HOSTILE}!`,
      cells: group.cells.map((cell, at) => ({ ...cell, variant: `${HOSTILE}${at}` })),
    })),
  };
}

test('texts of a record stay text in every rendering', () => {
  const cells = {
    single: { level: 9700, steps: [{ night: 25, change: -0.2 }] },
    other: { level: 9700, steps: [{ night: 30, change: 0.3 }] },
  };
  const history = trendsOf(exampleNights({ nights: 50, cells, alter: hostile }), { minChange: 0.02 });
  assert.equal(history.trends.flatMap(({ changes }) => changes).length, 2);
  assertHarmless(historyDocument(history, [{ place: HOSTILE, reason: HOSTILE }]));
  assertHarmless(historySummary(history));
});

test('a change without commits names the nights that hold its cause', () => {
  const cells = { single: { level: 9700, steps: [{ night: 25, change: -0.2 }] } };
  const text = (commit: string | null) => {
    const history = trendsOf(exampleNights({ nights: 50, cells, alter: (one) => ({ ...one, commit }) }), {
      minChange: 0.02,
    });
    return markdownText(historyDocument(history));
  };
  assert.match(text('a'.repeat(40)), /cause in no commit: all runs had `aaaaaaa`$/m);
  assert.match(text(null), /since 2026-01-30, no commit, .*; cause in runs from 2026-01-29 to 2026-01-30$/m);
});

test('commits of changes lead to the repository, and hostile ones lead nowhere', () => {
  const repository = 'https://github.com/owner/name';
  const history = { ...historyOf(season()), repository };
  const change = history.trends.flatMap(({ changes }) => changes)[0];
  assert.ok(change?.night.commit);
  const page = htmlOf(historyDocument(history));
  assert.ok(page.includes(`<a href="${repository}/commit/${change.night.commit}"`));
  assert.ok(page.includes(`<a href="${repository}/compare/${change.after.commit}...${change.until.commit}"`));
  assert.ok(
    markdownText(historyDocument(history)).includes(`](${repository}/commit/${change.night.commit})`),
  );

  const [first, ...others] = history.trends;
  assert.ok(first);
  const hostile = { ...change, night: { ...change.night, commit: HOSTILE } };
  const changed = { ...history, trends: [{ ...first, changes: [hostile] }, ...others] };
  assert.ok(!htmlOf(historyDocument(changed)).includes(`${repository}/commit/${HOSTILE.slice(0, 4)}`));
});
