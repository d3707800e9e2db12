/** Writes a run's reports beside its record. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '../harness/records/run.ts';
import { type ChartImage, type PlannedChart, plannedCharts, type UndrawnChart } from './charts/charts.ts';
import { drawn } from './charts/drawn.ts';
import { renderMarkdown } from './render/markdown.ts';
import { runDocument } from './run/document.ts';

/**
 * Writes `report.md` and `charts/*.png` into the run's folder. A chart that cannot be drawn is left out, and the
 * report names it with the reason.
 *
 * @param folder of the run, created if it is missing
 * @param charts other than the record's, for tests
 * @returns paths of the files, each beginning with `folder`, `report.md` first
 * @throws Error of the file system if a file cannot be written
 */
export async function writeReports(
  record: RunRecord,
  folder: string,
  charts: readonly PlannedChart[] = plannedCharts(record),
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const images: ChartImage[] = [];
  const undrawn: UndrawnChart[] = [];
  for (const { image, draw } of charts) {
    const result = await drawn(draw);
    if (result instanceof Error) undrawn.push({ file: image.file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeFile(join(folder, image.file), result);
    images.push(image);
  }
  const report = join(folder, 'report.md');
  const drawnFiles = new Set(images.map(({ file }) => file));
  await writeFile(report, renderMarkdown(runDocument(record, undrawn), { images: drawnFiles }));
  return [report, ...images.map(({ file }) => join(folder, file))];
}
