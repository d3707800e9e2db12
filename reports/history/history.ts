/** Writes the report of a history: beside `reports/report.ts` the one place of this folder that touches the disk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Damage, History } from '../../harness/history.ts';
import { loadRenderer } from '../charts/render.ts';
import { writeWhole } from '../write-whole.ts';
import { renderHistory } from './markdown.ts';
import { type TrendImage, trendImages } from './trend-images.ts';

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
  images: readonly TrendImage[] = trendImages(history),
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const drawn: TrendImage[] = [];
  const undrawn: Damage[] = [];
  for (const image of images) {
    const png = await pngOf(image);
    if (png instanceof Error) {
      undrawn.push({ place: image.file, reason: png.message });
      continue;
    }
    await writeWhole(join(folder, image.file), png);
    drawn.push(image);
  }
  const report = join(folder, 'history.md');
  await writeWhole(report, renderHistory(history, drawn, [...damaged, ...undrawn]));
  return [report, ...drawn.map(({ file }) => join(folder, file))];
}

async function pngOf({ draw }: TrendImage): Promise<Buffer | Error> {
  try {
    const render = await loadRenderer();
    return render(draw());
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
