/** The reports of a history. */
import type { Damage, History } from '../../harness/records/history.ts';
import { type Draw, writeDocument } from '../write-document.ts';
import { historyDocument } from './document.ts';

/**
 * Writes `history.html`, `history.md` and `charts/history-*.png`.
 *
 * @param damaged parts of the history that could not be read, for the report to name
 * @returns as `writeDocument` does
 */
export function writeHistory(
  history: History,
  folder: string,
  damaged: readonly Damage[] = [],
  draw?: Draw,
): Promise<string[]> {
  return writeDocument(
    {
      name: 'history',
      title: 'cluster-bench history',
      blocks: (undrawn) =>
        historyDocument(history, [
          ...damaged,
          ...undrawn.map(({ file, reason }) => ({ place: file, reason })),
        ]),
    },
    folder,
    draw,
  );
}
