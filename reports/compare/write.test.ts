import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { comparisonSchema } from '../../harness/records/comparison.ts';
import { comparisonFigures } from '../figures/compare/comparison-figures.ts';
import { drawingOf } from '../figures/draw/drawing.ts';
import { PIXEL_RATIO, PNG_SHEET } from '../figures/draw/png.ts';
import type { FigureData } from '../figures/figure.ts';
import { exampleComparison } from '../testing/example-comparison.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { writeComparison } from './write.ts';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-comparison-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a comparison gets its JSON, its text and both charts, each as large as it was laid out', async () => {
  await inFolder(async (folder) => {
    const comparison = mixedComparison();
    const paths = await writeComparison(comparison, join(folder, 'a', 'b'));
    assert.deepEqual(
      paths.map((path) => path.slice(folder.length + '/a/b/'.length)),
      [
        'comparison.html',
        'comparison.md',
        'charts/effects.png',
        'charts/distributions.png',
        'comparison.json',
      ],
    );
    const read = JSON.parse(await readFile(paths.at(-1) ?? '', 'utf8'));
    assert.deepEqual(comparisonSchema.parse(read), comparison);
    const text = await readFile(paths[1] ?? '', 'utf8');
    for (const { data, file } of comparisonFigures(comparison)) {
      const png = await readFile(join(folder, 'a', 'b', file));
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.equal(png.readUInt32BE(16), PNG_SHEET.width * PIXEL_RATIO);
      assert.equal(png.readUInt32BE(20), Math.floor(drawingOf(data, PNG_SHEET).height * PIXEL_RATIO));
      assert.ok(text.includes(`](${file})`), `${file} is not shown`);
    }
    assert.deepEqual((await readdir(join(folder, 'a', 'b'))).toSorted(), [
      'charts',
      'comparison.html',
      'comparison.json',
      'comparison.md',
    ]);
  });
});

test('a chart that cannot be drawn costs nothing but itself', async () => {
  await inFolder(async (folder) => {
    const broken = async ({ id }: FigureData) => (id === 'effects' ? new Error('no <canvas>') : null);
    const paths = await writeComparison(exampleComparison(), folder, broken);
    assert.equal(paths.length, 3);
    assert.match(
      await readFile(paths[1] ?? '', 'utf8'),
      /Not drawn: `charts\/effects.png`: .*no &#60;canvas&#62;/,
    );
  });
});

test('what breaks the schema is not written', async () => {
  await inFolder(async (folder) => {
    const [cell] = exampleComparison().cells;
    assert.ok(cell);
    const broken = { ...cell, primary: { ...cell.primary, change: Number.NaN } };
    await assert.rejects(
      writeComparison(exampleComparison([], { cells: [broken] }), join(folder, 'a')),
      /change/,
    );
    assert.deepEqual(await readdir(folder), []);
  });
});

test('damaged figures are drawn as far as they can be', async () => {
  const [cell] = exampleComparison([{ trials: 2 }]).cells;
  assert.ok(cell);
  const wild = (values: number[], change: number) => ({
    ...cell,
    primary: {
      ...cell.primary,
      base: { mean: 1e-300, runs: [[1e-300, 1e-300]] },
      head: { mean: values[0] ?? 0, runs: [values] },
      change,
      interval: { low: -1, high: 1e308 },
    },
  });
  await inFolder(async (folder) => {
    for (const cells of [
      [wild([1e300, 1e308], 1e308), cell],
      [wild([5e-324, 0], -1)],
      [wild([1e-300, 1e-300], 0)],
    ]) {
      const paths = await writeComparison(exampleComparison([], { cells }), folder);
      assert.deepEqual(paths.length, 5, await readFile(paths[1] ?? '', 'utf8'));
    }
  });
});
