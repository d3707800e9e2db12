/** The files of a comparison. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Comparison, comparisonSchema } from '../../harness/records/comparison.ts';
import { type Draw, writeDocument } from '../write-document.ts';
import { writeWhole } from '../write-whole.ts';
import { comparisonDocument } from './document.ts';
import { outcome } from './headline.ts';
import { comparisonPage } from './page.ts';

/**
 * Writes `comparison.json`, `comparison.html`, `comparison.md` and `charts/*.png` into a folder.
 *
 * @param folder created if it is missing
 * @returns paths of the files, each beginning with `folder`: the page, the Markdown, charts, the JSON
 * @throws ZodError if the comparison does not match its schema, before anything is written
 * @throws Error of the file system if a file cannot be written
 */
export async function writeComparison(
  comparison: Comparison,
  folder: string,
  draw?: Draw,
): Promise<string[]> {
  const json = `${JSON.stringify(comparisonSchema.parse(comparison), undefined, 1)}\n`;
  const path = join(folder, 'comparison.json');
  await mkdir(folder, { recursive: true });
  await writeWhole(path, json);
  const written = await writeDocument(
    {
      name: 'comparison',
      title: `${outcome(comparison)}: cluster-bench comparison`,
      blocks: (undrawn) => comparisonDocument(comparison, undrawn),
      pageBlocks: (undrawn) => comparisonPage(comparison, undrawn),
    },
    folder,
    draw,
  );
  return [...written, path];
}
