/** Writes a night: the one file of this folder that touches the disk. */
import { join } from 'node:path';
import { type Night, nightSchema } from '../../harness/records/night.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { writeWhole } from '../write-whole.ts';
import { issueDocument, type NightComparisons, nightDocument } from './document.ts';

/**
 * Writes `summary.md`, `issue.md` where one is needed, and `night.json` last: it marks the night as whole.
 *
 * @param folder of the night's run
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeNight(night: Night, comparisons: NightComparisons, folder: string): Promise<void> {
  const json = `${JSON.stringify(nightSchema.parse(night), undefined, 1)}\n`;
  await writeWhole(join(folder, 'summary.md'), renderMarkdown(nightDocument(night, comparisons)));
  if (night.issue) {
    await writeWhole(join(folder, 'issue.md'), renderMarkdown(issueDocument(night, comparisons)));
  }
  await writeWhole(join(folder, 'night.json'), json);
}
