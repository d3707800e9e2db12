import type { CellResult } from '../cell-result.ts';
import { withInterval } from '../estimate.ts';
import { clipped } from './labels.ts';
import { ALARM } from './palette.ts';
import type { RowText } from './right-column.ts';

/** A cell's figure beside its mark, or why it has none. */
export function metricText(result: CellResult): RowText {
  const { figures } = result;
  if (figures === null) return { text: absence(result), colour: ALARM, place: 'row' };
  return figures.score === null
    ? { text: 'too few answers to tell', colour: ALARM, place: 'row' }
    : { text: withInterval(figures.score, result.metric.shownPer) };
}

/** Why a cell has no figures. */
function absence({ failed }: CellResult): string {
  return failed.length > 0 ? clipped(`failed: ${failed[0]?.reason ?? ''}`, 60) : 'not run';
}
