/** The reports of a run, beside its record. */
import type { RunRecord } from '../harness/records/run.ts';
import { runDocument } from './run/document.ts';
import { type Draw, writeDocument } from './write-document.ts';

/**
 * Writes `report.html`, `report.md` and `charts/*.png` into the run's folder.
 *
 * @returns as `writeDocument` does
 */
export function writeReports(record: RunRecord, folder: string, draw?: Draw): Promise<string[]> {
  const apps = record.plan.apps.map(({ name }) => name).join(', ');
  return writeDocument(
    {
      name: 'report',
      title: `${apps}: cluster-bench report`,
      blocks: (undrawn) => runDocument(record, undrawn),
    },
    folder,
    draw,
  );
}
