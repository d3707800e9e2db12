/** The files of a night: comparisons and summary, and its part of a GitHub workflow. */
import { join } from 'node:path';
import { nightAnnotations } from '../../reports/github/night-annotations.ts';
import { type NightComparisons, nightDocument } from '../../reports/nightly/document.ts';
import { writeNight } from '../../reports/nightly/write.ts';
import type { OutputFiles } from '../../reports/outputs/output.ts';
import type { Night } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import { type Session, tryTo } from './night-session.ts';
import { tryToWriteOutputs } from './outputs.ts';
import { reportToGitHub, type StepResult } from './report-to-github.ts';

/** @returns whether the night itself was written, and the outputs that `--output` asks for; other files may fail */
export async function writeNightFiles(
  night: Night,
  comparisons: NightComparisons,
  { record, folder }: { readonly record: RunRecord; readonly folder: string },
  session: Session,
): Promise<boolean> {
  const { writeComparison } = await import('../../reports/compare/write.ts');
  for (const [name, comparison] of [
    ['.', comparisons.nights],
    ['ab', comparisons.ab],
  ] as const) {
    const file = 'the comparison could not be written';
    if (comparison) await tryTo(file, session, () => writeComparison(comparison, join(folder, name)));
  }
  const whole = { ...night, notes: [...session.notes] };
  const isWritten = await tryTo('the night could not be written', session, async () => {
    await writeNight(whole, comparisons, folder);
    return true;
  });
  const result: StepResult = {
    blocks: nightDocument(whole, comparisons),
    annotations: nightAnnotations(whole),
    folder,
    // Without its files there is nothing to open an issue from.
    verdict: isWritten ? night.verdict : 'failed',
    others: { store: session.nightly.store },
  };
  await reportToGitHub(() => result, session.around);
  if (!isWritten) return false;
  const render = ({ run, night: ofNight }: OutputFiles) => [
    ...(run?.(record) ?? []),
    ...(ofNight?.(whole, comparisons.nights) ?? []),
  ];
  return tryToWriteOutputs({ names: session.resolved.config.outputs, folder, render }, session.around);
}
