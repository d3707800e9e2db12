/** Writes what is told of a night: the one file of this folder that touches the disk. */
import { join } from 'node:path';
import { type Night, nightSchema } from '../../harness/records/night.ts';
import { writeWhole } from '../write-whole.ts';
import { type NightComparisons, renderIssue, renderSummary } from './summary.ts';

/**
 * `summary.md`, `issue.md` where one is needed, and `night.json` last: it says that the night is whole.
 *
 * @param folder of the night's run
 * @returns the summary's text
 * @throws Error of the file system, where a file cannot be written
 */
export async function writeNight(
  night: Night,
  comparisons: NightComparisons,
  folder: string,
): Promise<string> {
  const json = `${JSON.stringify(nightSchema.parse(night), undefined, 1)}\n`;
  const summary = renderSummary(night, comparisons);
  await writeWhole(join(folder, 'summary.md'), summary);
  if (night.issue) await writeWhole(join(folder, 'issue.md'), renderIssue(night, comparisons));
  await writeWhole(join(folder, 'night.json'), json);
  return summary;
}
