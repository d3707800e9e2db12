import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import { type Damage, type Summary, summarySchema } from '../../harness/records/history.ts';
import { historyFigures } from '../figures/history/history-figures.ts';
import { exampleNights } from '../testing/example-history.ts';
import { renderHistory } from './markdown.ts';

async function isGolden(
  name: string,
  summaries: readonly Summary[],
  unread: readonly Damage[] = [],
): Promise<void> {
  for (const summary of summaries) summarySchema.parse(summary);
  const history = trendsOf(summaries, { minChange: 0.02 });
  const actual = renderHistory(history, historyFigures(history), unread);
  const path = join(process.cwd(), 'reports', 'testing', `${name}.golden.md`);
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  assert.equal(actual, await readFile(path, 'utf8'), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

/** What comes together in a folder that is a season old. */
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

test('a season of three setups: changes, another host, nights that are missing, failed, partial and dirty', async () => {
  await isGolden('history-season', season(), [
    { place: 'nightly/history.jsonl, line 7', reason: 'Unexpected end of JSON input' },
  ]);
});

test('one night, and three', async () => {
  await isGolden('history-one-night', exampleNights({ nights: 1 }));
  await isGolden('history-three-nights', exampleNights({ nights: 3 }));
});

const HOSTILE =
  '</details><img src=x onerror=alert(1)> | `x` @everyone [x](javascript:alert(1)) ![y](http://z) \u001b[31mred\n\n# c\r\n- d \u202Egnp \u200B*b* #12 www.evil.example';

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
      cells: group.cells.map((cell, at) => ({ ...cell, setup: `${HOSTILE}${at}` })),
    })),
  };
}

test('what others wrote in a history stays text', () => {
  const cells = {
    single: { level: 9700, steps: [{ night: 25, change: -0.2 }] },
    other: { level: 9700, steps: [{ night: 30, change: 0.3 }] },
  };
  const history = trendsOf(exampleNights({ nights: 50, cells, alter: hostile }), { minChange: 0.02 });
  assert.equal(history.trends.flatMap(({ changes }) => changes).length, 2);
  const text = renderHistory(history, historyFigures(history), [{ place: HOSTILE, reason: HOSTILE }]);
  assert.doesNotMatch(text, /[^\P{C}\n]/u);
  assert.doesNotMatch(
    text,
    /<img|onerror=alert\(1\)>|\]\(javascript|@everyone|:\/\/z|``|^# c|^- d|\*b\*|#12\b|www\.evil/m,
  );
  assert.doesNotMatch(text, /&#(?:64|35);\w(?![^<\n]*<\/code>)/, 'GitHub reads mentions after entities');
  assert.deepEqual([...new Set(text.match(/<[a-z/!][^>]*>/gi))].toSorted(), ['</code>', '<code>']);
  for (const [rows] of text.matchAll(/(?:^\|.*\n)+/gm)) {
    const bars = rows
      .trimEnd()
      .split('\n')
      .map((row) => row.split('|').length);
    assert.equal(new Set(bars).size, 1, rows);
  }
});

test('where both nights ran one commit, or none is known, that is said', () => {
  const cells = { single: { level: 9700, steps: [{ night: 25, change: -0.2 }] } };
  const text = (commit: string | null) => {
    const history = trendsOf(exampleNights({ nights: 50, cells, alter: (one) => ({ ...one, commit }) }), {
      minChange: 0.02,
    });
    return renderHistory(history, []);
  };
  assert.match(text('a'.repeat(40)), /cause in no commit: all is `aaaaaaa`$/m);
  assert.match(text(null), /commit `no commit`, .*; cause in nights after 2026-01-29, up to 2026-01-30$/m);
});
