/** Writes a comparison: the one file of this folder that touches the disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Comparison, comparisonSchema } from '../../harness/records/comparison.ts';
import type { UndrawnChart } from '../charts/charts.ts';
import { drawn } from '../charts/drawn.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { writeWhole } from '../write-whole.ts';
import { type PlannedCompareChart, plannedCompareCharts } from './charts.ts';
import { comparisonDocument } from './document.ts';

const COMPARISON_FILE = 'comparison.json';

/**
 * Writes `comparison.json`, `comparison.md` and `charts/*.png` into a folder. A chart that cannot be drawn is left
 * out, and the text says so.
 *
 * @param folder made where it is missing
 * @param charts those of the comparison, unless a test hands in others
 * @returns paths written, each beginning with `folder`: the JSON, the Markdown, charts
 * @throws ZodError where the comparison breaks its schema, before anything is written
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeComparison(
  comparison: Comparison,
  folder: string,
  charts: readonly PlannedCompareChart[] = plannedCompareCharts(comparison),
): Promise<string[]> {
  const json = `${JSON.stringify(comparisonSchema.parse(comparison), undefined, 1)}\n`;
  await mkdir(join(folder, 'charts'), { recursive: true });
  await writeWhole(join(folder, COMPARISON_FILE), json);
  const images: string[] = [];
  const undrawn: UndrawnChart[] = [];
  for (const { file, draw } of charts) {
    const result = await drawn(draw);
    if (result instanceof Error) undrawn.push({ file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeFile(join(folder, file), result);
    images.push(file);
  }
  const text = join(folder, 'comparison.md');
  const document = comparisonDocument(comparison, undrawn);
  await writeFile(text, renderMarkdown(document, { images: new Set(images) }));
  return [join(folder, COMPARISON_FILE), text, ...images.map((file) => join(folder, file))];
}
