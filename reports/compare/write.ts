/** Writes what is told of a comparison: the one file of this folder that touches the disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Comparison, comparisonSchema } from '../../harness/records/comparison.ts';
import { type ComparisonFigure, comparisonFigures } from '../figures/compare/comparison-figures.ts';
import { drawPng } from '../figures/draw/png.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { writeWhole } from '../write-whole.ts';
import { renderComparison } from './markdown.ts';

const COMPARISON_FILE = 'comparison.json';

/**
 * Writes `comparison.json`, `comparison.md` and `charts/*.png` into a folder. A chart that cannot be drawn is left
 * out, and the text says so.
 *
 * @param folder made where it is missing
 * @param figures those of the comparison, unless a test hands in others
 * @returns paths written, each beginning with `folder`: the JSON, the Markdown, charts
 * @throws ZodError where the comparison breaks its schema, before anything is written
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeComparison(
  comparison: Comparison,
  folder: string,
  figures: readonly ComparisonFigure[] = comparisonFigures(comparison),
): Promise<string[]> {
  const json = `${JSON.stringify(comparisonSchema.parse(comparison), undefined, 1)}\n`;
  await mkdir(join(folder, 'charts'), { recursive: true });
  await writeWhole(join(folder, COMPARISON_FILE), json);
  const shown: ComparisonFigure[] = [];
  const undrawn: UndrawnFigure[] = [];
  for (const figure of figures) {
    const result = await drawPng(figure.data);
    if (result instanceof Error) undrawn.push({ file: figure.file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeFile(join(folder, figure.file), result);
    shown.push(figure);
  }
  const text = join(folder, 'comparison.md');
  await writeFile(text, renderComparison(comparison, shown, undrawn));
  return [join(folder, COMPARISON_FILE), text, ...shown.map(({ file }) => join(folder, file))];
}
