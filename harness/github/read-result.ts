/** The result in a folder: a night, a comparison or a run. */
import { join } from 'node:path';
import type { Result } from '../../reports/github/comment-page.ts';
import { readRun } from '../judge/judge-run.ts';
import { COMPARISON_SCHEMA, type Comparison, comparisonSchema } from '../records/comparison.ts';
import { NIGHT_SCHEMA, nightSchema } from '../records/night.ts';
import { readDocument } from '../records/read-document.ts';

/**
 * A night's folder holds the others too, and so does the folder of `ab`.
 *
 * @throws {RecordError} if there is none, or a damaged one
 */
export async function readResult(folder: string): Promise<Result> {
  const night = await readDocument(join(folder, 'night.json'), nightSchema, NIGHT_SCHEMA);
  const comparison = await readComparison(folder);
  if (night) {
    const comparisons = { nights: comparison, ab: await readComparison(join(folder, 'ab')) };
    return { kind: 'night', night, comparisons };
  }
  if (comparison) return { kind: 'comparison', comparison };
  return { kind: 'run', record: await readRun(folder) };
}

function readComparison(folder: string): Promise<Comparison | null> {
  return readDocument(join(folder, 'comparison.json'), comparisonSchema, COMPARISON_SCHEMA);
}
