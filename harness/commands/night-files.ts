/** The files of a night: comparisons, summary, and the outputs for a GitHub workflow. */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NightComparisons } from '../../reports/nightly/document.ts';
import { writeNight } from '../../reports/nightly/write.ts';
import type { OutputFiles } from '../../reports/outputs/output.ts';
import type { Night } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import { type Session, tryTo } from './night-session.ts';
import { tryToWriteOutputs } from './outputs.ts';

/** @returns whether the night itself was written, and the outputs that `--output` asks for; other files may fail */
export async function writeNightFiles(
  night: Night,
  comparisons: NightComparisons,
  { record, folder }: { readonly record: RunRecord; readonly folder: string },
  session: Session,
): Promise<boolean> {
  const { env } = session.around;
  const { writeComparison } = await import('../../reports/compare/write.ts');
  for (const [name, comparison] of [
    ['.', comparisons.nights],
    ['ab', comparisons.ab],
  ] as const) {
    const file = 'the comparison could not be written';
    if (comparison) await tryTo(file, session, () => writeComparison(comparison, join(folder, name)));
  }
  const summary = await tryTo('the night could not be written', session, () =>
    writeNight({ ...night, notes: [...session.notes] }, comparisons, folder),
  );
  if (summary === null) return false;
  const { GITHUB_STEP_SUMMARY: page, GITHUB_OUTPUT: outputs } = env;
  const values = `verdict=${night.verdict}\nfolder=${folder}\nstore=${session.nightly.store}\n`;
  if (page) await tryTo('GITHUB_STEP_SUMMARY could not be written', session, () => appendFile(page, summary));
  if (outputs) await tryTo('GITHUB_OUTPUT could not be written', session, () => appendFile(outputs, values));
  const render = ({ run, night: ofNight }: OutputFiles) => [
    ...(run?.(record) ?? []),
    ...(ofNight?.(night, comparisons.nights) ?? []),
  ];
  return tryToWriteOutputs({ names: session.resolved.config.outputs, folder, render }, session.around);
}
