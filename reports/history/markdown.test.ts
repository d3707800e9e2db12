import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import { type Damage, type Summary, summarySchema } from '../../harness/history.ts';
import { exampleNights } from '../testing/example-history.ts';
import { renderHistory } from './markdown.ts';
import { trendImages } from './trend-images.ts';

async function isGolden(
  name: string,
  summaries: readonly Summary[],
  unread: readonly Damage[] = [],
): Promise<void> {
  for (const summary of summaries) summarySchema.parse(summary);
  const history = trendsOf(summaries, { minChange: 0.02 });
  const actual = renderHistory(history, trendImages(history), unread);
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
