import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunRecord } from '../harness/records/run.ts';
import { drawingOf } from './figures/draw/drawing.ts';
import { drawPng, PIXEL_RATIO, PNG_SHEET } from './figures/draw/png.ts';
import { type RunFigure, runFigures } from './figures/run/run-figures.ts';
import { groupResults } from './groups.ts';
import { writeReports } from './report.ts';
import { exampleRecord, failedTrial } from './testing/example-record.ts';

function figuresOf(record: RunRecord): RunFigure[] {
  return groupResults(record).flatMap((group) => runFigures(record, group));
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-reports-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Width and height in the header of a PNG. */
function dimensions(png: Buffer): [number, number] {
  assert.equal(png.subarray(0, 8).toString('latin1'), '\u0089PNG\r\n\u001a\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('a run gets its report and every chart, each as large as it was laid out', async () => {
  await inFolder(async (folder) => {
    const record = exampleRecord();
    const paths = await writeReports(record, join(folder, 'run'));
    assert.deepEqual(
      paths.map((path) => path.slice(folder.length + '/run/'.length)),
      [
        'report.html',
        'report.md',
        'charts/throughput.png',
        'charts/scaling.png',
        'charts/latency.png',
        'charts/cpu-by-role.png',
        'charts/core-heat-map.png',
        'charts/worker-shares.png',
      ],
    );
    const report = await readFile(join(folder, 'run', 'report.md'), 'utf8');
    for (const { data, file } of figuresOf(record)) {
      if (file === null) continue;
      const [width, height] = dimensions(await readFile(join(folder, 'run', file)));
      assert.equal(width, PNG_SHEET.width * PIXEL_RATIO);
      assert.equal(height, Math.floor(drawingOf(data, PNG_SHEET).height * PIXEL_RATIO));
      assert.ok(report.includes(`](${file})`), `${file} is not shown`);
    }
    assert.equal((await readdir(join(folder, 'run', 'charts'))).length, 6);
  });
});

test('a run without figures gets a report without charts', async () => {
  await inFolder(async (folder) => {
    const record = exampleRecord({ alter: (trial) => failedTrial(trial, 'no') });
    assert.deepEqual(await writeReports(record, folder), [
      join(folder, 'report.html'),
      join(folder, 'report.md'),
    ]);
  });
});

test('a chart that fails costs itself alone, and the report says why', async () => {
  await inFolder(async (folder) => {
    const record = exampleRecord({ workers: [1], proxies: ['none'] });
    const paths = await writeReports(record, folder, async (figure) =>
      figure.id === 'latency' ? new Error('no axis') : drawPng(figure),
    );
    assert.ok(paths.includes(join(folder, 'charts/throughput.png')));
    assert.ok(!paths.includes(join(folder, 'charts/latency.png')));
    assert.match(await readFile(join(folder, 'report.md'), 'utf8'), /`charts\/latency.png`: .*no axis/);
  });
});

test('a folder that cannot be written is an error, not an empty success', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(writeReports(exampleRecord({ alter: () => null }), join(folder, 'file')), {
      code: 'ENOTDIR',
    });
  });
});
