/** Writes the report of a history: the one file of this folder that touches the disk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Damage, History } from '../../harness/records/history.ts';
import { drawn } from '../charts/drawn.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { writeWhole } from '../write-whole.ts';
import { historyDocument } from './document.ts';
import { type TrendImage, trendImages } from './trend-images.ts';

/**
 * Writes `history.md` and `charts/history-*.png`, each whole or not at all. A chart that cannot be drawn is left out,
 * and the report says so.
 *
 * @param folder made where it is missing
 * @param damaged parts of the history that could not be read, for the report to name
 * @returns paths written, each beginning with `folder`, `history.md` first
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeHistory(
  history: History,
  folder: string,
  damaged: readonly Damage[] = [],
  images: readonly TrendImage[] = trendImages(history),
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const shown: string[] = [];
  const undrawn: Damage[] = [];
  for (const { file, draw } of images) {
    const result = await drawn(draw);
    if (result instanceof Error) undrawn.push({ place: file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeWhole(join(folder, file), result);
    shown.push(file);
  }
  const report = join(folder, 'history.md');
  const document = historyDocument(history, [...damaged, ...undrawn]);
  await writeWhole(report, renderMarkdown(document, { images: new Set(shown) }));
  return [report, ...shown.map((file) => join(folder, file))];
}
