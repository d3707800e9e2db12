/** Writes what is made of a record. A failure costs no figure: they are on disk, and a notice says what is missing. */
import { relative } from 'node:path';
import type { WrittenOutputs } from '../../reports/outputs/write-outputs.ts';
import type { Watch } from '../run/events.ts';
import type { RunOutcome } from '../run/recording.ts';

/**
 * tryToReport writes the report of a run beside its record.
 *
 * @returns its path; null on failure, which a notice explains: the figures are on disk in either case
 */
export async function tryToReport(
  { record, folder, saved }: RunOutcome,
  cwd: string,
  watch: Watch,
): Promise<string | null> {
  // Imported late: charts load a renderer, which takes time.
  const { writeReports } = await import('../../reports/report.ts');
  try {
    const [report] = await writeReports(record, folder);
    return report ?? folder;
  } catch (error) {
    const again = `the record is saved; try again with: cluster-bench report ${relative(cwd, folder) || '.'}`;
    const { message } = error as Error;
    const text = `the report could not be written: ${message}${saved ? `; ${again}` : ''}`;
    watch({ type: 'notice', text });
    return null;
  }
}

/** tryToWriteOutputs writes the files for other programs that `--output` names. */
export async function tryToWriteOutputs(
  { record, folder }: RunOutcome,
  names: readonly string[],
  watch: Watch,
): Promise<WrittenOutputs> {
  if (names.length === 0) return { files: [], failures: [] };
  const { writeOutputs } = await import('../../reports/outputs/write-outputs.ts');
  const written = await writeOutputs(names, (to) => to.run?.(record), folder);
  for (const text of written.failures) watch({ type: 'notice', text });
  return written;
}
