/** Writes the report of a history: the one file of this folder that touches the disk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Damage, History } from '../../harness/records/history.ts';
import { drawPng } from '../figures/draw/png.ts';
import { type HistoryFigure, historyFigures } from '../figures/history/history-figures.ts';
import { writeWhole } from '../write-whole.ts';
import { renderHistory } from './markdown.ts';

/**
 * Writes `history.md` and `charts/history-*.png`, each whole or not at all. A chart that cannot be drawn is left out,
 * and the report says so in its place.
 *
 * @param folder made where it is missing
 * @param damaged what of the history could not be read, for the report to name
 * @returns paths written, each beginning with `folder`, `history.md` first
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeHistory(
  history: History,
  folder: string,
  damaged: readonly Damage[] = [],
  figures: readonly HistoryFigure[] = historyFigures(history),
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const shown: HistoryFigure[] = [];
  const undrawn: Damage[] = [];
  for (const figure of figures) {
    const result = await drawPng(figure.data);
    if (result instanceof Error) undrawn.push({ place: figure.file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeWhole(join(folder, figure.file), result);
    shown.push(figure);
  }
  const report = join(folder, 'history.md');
  await writeWhole(report, renderHistory(history, shown, [...damaged, ...undrawn]));
  return [report, ...shown.map(({ file }) => join(folder, file))];
}
