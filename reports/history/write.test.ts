import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import type { History } from '../../harness/records/history.ts';
import { drawingOf } from '../figures/draw/drawing.ts';
import { PIXEL_RATIO, PNG_SHEET } from '../figures/draw/png.ts';
import { historyFigures } from '../figures/history/history-figures.ts';
import { exampleNights } from '../testing/example-history.ts';
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
      ['history.html', 'history.md', 'charts/history-single.png', 'charts/history-cluster-8-rr.png'],
    );
    const text = await readFile(paths[1] ?? '', 'utf8');
    for (const { file, data } of historyFigures(history)) {
      const png = await readFile(join(folder, 'a', 'b', file));
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.equal(png.readUInt32BE(16), PNG_SHEET.width * PIXEL_RATIO);
      assert.equal(png.readUInt32BE(20), drawingOf(data, PNG_SHEET).height * PIXEL_RATIO);
      assert.ok(text.includes(`](${file})`), `${file} is not shown`);
    }
    assert.deepEqual((await readdir(join(folder, 'a', 'b'))).toSorted(), [
      'charts',
      'history.html',
      'history.md',
    ]);
  });
});

test('a chart that cannot be drawn costs nothing but itself', async () => {
  await inFolder(async (folder) => {
    const history = historyOf({ nights: 2 });
    const paths = await writeHistory(history, folder, [], async () => new Error('no <canvas>'));
    assert.equal(paths.length, 2);
    const text = await readFile(paths[1] ?? '', 'utf8');
    assert.match(text, /- `charts\/history-single\.png`: .*no &#60;canvas&#62;/);
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
      assert.equal((await writeHistory(historyOf({ nights: 16, cells }), folder)).length, 3);
    }
  });
});

test('names of files are apart, whatever cells are called', () => {
  const names = ['a/b', 'a b', '../../etc/passwd', '', '…', 'x'.repeat(500)];
  const cells = Object.fromEntries(names.map((name) => [name, { level }]));
  const files = historyFigures(historyOf({ nights: 2, cells })).map(({ file }) => file);
  assert.equal(new Set(files).size, names.length);
  for (const file of files) assert.match(file, /^charts\/history-[a-z0-9-]{1,90}\.png$/);
});
