import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import type { History } from '../../harness/records/history.ts';
import { PIXEL_RATIO, WIDTH } from '../charts/render.ts';
import { exampleNights } from '../testing/example-history.ts';
import { placed } from './change-labels.ts';
import { dateTicks } from './date-ticks.ts';

import { longGaps } from './long-gaps.ts';
import { trendImages } from './trend-images.ts';
import { writeHistory } from './write.ts';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-history-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function historyOf(options: Parameters<typeof exampleNights>[0] = {}): History {
  return trendsOf(exampleNights(options), { minChange: 0.02 });
}

const level = 9700;

test('a history gets its text and a chart a cell, each as large as it was laid out', async () => {
  await inFolder(async (folder) => {
    const steps = [{ night: 40, change: -0.1 }];
    const history = historyOf({ cells: { single: { level }, 'cluster-8-rr': { level, steps } } });
    const paths = await writeHistory(history, join(folder, 'a', 'b'));
    assert.deepEqual(
      paths.map((path) => path.slice(folder.length + '/a/b/'.length)),
      ['history.md', 'charts/history-single.png', 'charts/history-cluster-8-rr.png'],
    );
    const text = await readFile(paths[0] ?? '', 'utf8');
    for (const { file, draw } of trendImages(history)) {
      const png = await readFile(join(folder, 'a', 'b', file));
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.equal(png.readUInt32BE(16), WIDTH * PIXEL_RATIO);
      assert.equal(png.readUInt32BE(20), draw().height * PIXEL_RATIO);
      assert.ok(text.includes(`](${file})`), `${file} is not shown`);
    }
    assert.deepEqual((await readdir(join(folder, 'a', 'b'))).toSorted(), ['charts', 'history.md']);
  });
});

test('a chart that cannot be drawn costs nothing but itself', async () => {
  await inFolder(async (folder) => {
    const history = historyOf({ nights: 2 });
    const [image] = trendImages(history);
    assert.ok(image);
    const paths = await writeHistory(
      history,
      folder,
      [],
      [{ ...image, draw: () => assert.fail('no <canvas>') }],
    );
    assert.equal(paths.length, 1);
    const text = await readFile(paths[0] ?? '', 'utf8');
    assert.match(text, /- `charts\/history-single\.png`: no &#60;canvas&#62;/);
    assert.doesNotMatch(text, /^!\[/m);
  });
});

test('extreme figures are drawn', async () => {
  await inFolder(async (folder) => {
    for (const [from, change] of [
      [1e-9, 0],
      [1e-9, 1e20],
      [1e15, -0.999_999],
    ] as const) {
      const cells = { single: { level: from, steps: [{ night: 8, change }] } };
      assert.equal((await writeHistory(historyOf({ nights: 16, cells }), folder)).length, 2);
    }
  });
});

test('names of files are apart, whatever cells are called', () => {
  const names = ['a/b', 'a b', '../../etc/passwd', '', '…', 'x'.repeat(500)];
  const cells = Object.fromEntries(names.map((name) => [name, { level }]));
  const files = trendImages(historyOf({ nights: 2, cells })).map(({ file }) => file);
  assert.equal(new Set(files).size, names.length);
  for (const file of files) assert.match(file, /^charts\/history-[a-z0-9-]{1,90}\.png$/);
});

test('labels of changes overlap neither each other nor the edges; the newest find their place first', () => {
  const nights = 300;
  const steps = Array.from({ length: 14 }, (_, at) => ({
    night: 20 * (at + 1),
    change: at % 2 ? 0.25 : -0.2,
  }));
  const [trend] = historyOf({ nights, noise: 0.002, cells: { single: { level, steps } } }).trends;
  assert.ok(trend && trend.changes.length === 14);
  const area = { left: 80, right: 880 };
  const labels = placed(trend.changes, ({ point }) => 80 + (800 * point) / nights, area);
  assert.equal(labels[0]?.change, trend.changes.at(-1));
  assert.ok(labels.length > 8);
  const half = ({ text }: (typeof labels)[number]) => (text.length * 7) / 2;
  for (const [at, one] of labels.entries()) {
    assert.ok(one.middle - half(one) >= area.left && one.middle + half(one) <= area.right, one.text);
    for (const other of labels.slice(at + 1)) {
      if (other.row !== one.row) continue;
      assert.ok(Math.abs(one.middle - other.middle) >= half(one) + half(other), `${one.text} ${other.text}`);
    }
  }
});

test('long times without a night are found, the usual ones are none', () => {
  const after = (...days: number[]) =>
    longGaps(days.map((day) => ({ startedAt: new Date(Date.UTC(2026, 0, 1 + day)).toISOString() })));
  assert.deepEqual(after(0, 1, 2, 23, 24, 25), [{ night: 3, days: 21 }]);
  assert.deepEqual(after(0, 7, 14, 21, 35), [], 'one a week');
  assert.deepEqual(after(0), []);
  assert.deepEqual(after(), []);
});

test('dates stand at the first night, the last and a few between them; with the time within two days', () => {
  const at = (...times: string[]) => dateTicks(times.map((startedAt) => ({ startedAt })));
  assert.deepEqual(at('2026-01-05T02:30:00.000Z'), [{ at: 0, text: '01-05 02:30' }]);
  assert.deepEqual(at('2026-01-05T02:30:00.000Z', '2026-01-05T12:30:00.000Z'), [
    { at: 0, text: '01-05 02:30' },
    { at: 1, text: '01-05 12:30' },
  ]);
  const year = dateTicks(exampleNights({ nights: 365 }));
  assert.equal(year.length, 8);
  assert.deepEqual(
    [year[0], year.at(-1)],
    [
      { at: 0, text: '2026-01-05' },
      { at: 364, text: '2027-01-04' },
    ],
  );
});
