import { settingsLabel } from '../../harness/records/settings-label.ts';
import { baselineOf, baselines, compare } from '../comparison.ts';
import { type Column, figureColumn } from '../document/table.ts';
import { ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured, Scored } from '../measured.ts';
import { isOneRate } from '../open-loop.ts';

/**
 * A column of ratios to the single process; `≈` marks differences that are not significant. Where there are several
 * single processes, each ratio names the settings of its own: `1.35 × (CACHE=on)`.
 */
export function vsSingleColumn(group: Group): Column<Measured> {
  const comparisonOf = (result: Measured) => {
    const single = baselineOf(result, group);
    return single !== null && hasScore(result) && isOneRate([result, single])
      ? compare(result, single)
      : null;
  };
  const isOneOfMany = baselines(group).length > 1;
  const times = (value: string, { cell: { settings } }: Scored) =>
    `${value} ×${isOneOfMany ? ` (${settingsLabel(settings).slice(1) || 'default'})` : ''}`;
  return figureColumn(
    'vs single',
    (result) => {
      const single = baselineOf(result, group);
      if (single !== null && result === single) return times('1', single);
      const compared = comparisonOf(result);
      if (compared === null || compared.ratio === null) return UNKNOWN;
      return times(`${compared.outcome === 'level' ? '≈ ' : ''}${ratio(compared.ratio)}`, compared.against);
    },
    (result) => comparisonOf(result)?.ratio ?? null,
  );
}

function hasScore(result: Measured): result is Scored {
  return result.figures.score !== null;
}
