/** Writes a run's reports beside its record: the one file of this folder that touches the disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '../harness/records/run.ts';
import { drawPng } from './figures/draw/png.ts';
import type { UndrawnFigure } from './figures/png-file.ts';
import { type RunFigure, runFigures } from './figures/run/run-figures.ts';
import { groupResults } from './groups.ts';
import { renderMarkdown } from './markdown.ts';

/**
 * Writes `report.md` and `charts/*.png` into the run's folder. A chart that cannot be drawn is left out, and the
 * report says so in its place.
 *
 * @param folder of the run; made where it is missing
 * @param figures those of the record, unless a test hands in others
 * @returns paths written, each beginning with `folder`, `report.md` first
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeReports(
  record: RunRecord,
  folder: string,
  figures: readonly RunFigure[] = groupResults(record).flatMap((group) => runFigures(record, group)),
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const shown: RunFigure[] = [];
  const undrawn: UndrawnFigure[] = [];
  const files: string[] = [];
  for (const figure of figures) {
    const { data, file } = figure;
    if (file === null) continue;
    const result = await drawPng(data);
    if (result instanceof Error) undrawn.push({ file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeFile(join(folder, file), result);
    files.push(join(folder, file));
    shown.push(figure);
  }
  const report = join(folder, 'report.md');
  await writeFile(report, renderMarkdown(record, shown, undrawn));
  return [report, ...files];
}
