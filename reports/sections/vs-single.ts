import { baselineOf, compare } from '../comparison.ts';
import { type Column, figureColumn } from '../document/table.ts';
import { ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured, Scored } from '../measured.ts';
import { isOneRate } from '../open-loop.ts';

/** A column of ratios to the single process; `≈` marks differences that are not significant. */
export function vsSingleColumn(group: Group): Column<Measured> {
  const comparisonOf = (result: Measured) => {
    const single = baselineOf(result, group);
    return single !== null && hasScore(result) && isOneRate([result, single])
      ? compare(result, single)
      : null;
  };
  return figureColumn(
    'vs single',
    (result) => {
      if (result === baselineOf(result, group)) return '1 ×';
      const compared = comparisonOf(result);
      if (compared === null || compared.ratio === null) return UNKNOWN;
      return `${compared.outcome === 'level' ? '≈ ' : ''}${ratio(compared.ratio)} ×`;
    },
    (result) => comparisonOf(result)?.ratio ?? null,
  );
}

function hasScore(result: Measured): result is Scored {
  return result.figures.score !== null;
}
