import type { CoresByRole } from '../../../harness/records/run.ts';
import { sum } from '../../../harness/stats/summary.ts';
import { measured } from '../../comparison.ts';
import { fixed } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Bar, RowsFigure } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled, trialsBehind } from './labels.ts';

/** In the order in which bars stand end to end. */
const ROLES: readonly { readonly role: keyof CoresByRole; readonly name: string; readonly colour: string }[] =
  [
    { role: 'target', name: 'app', colour: '#0072b2' },
    { role: 'primary', name: 'primary', colour: '#4a9bc9' },
    { role: 'proxy', name: 'proxy', colour: '#c08300' },
    { role: 'load', name: 'load client', colour: '#4d4d4d' },
    { role: 'harness', name: 'harness', colour: '#737373' },
    { role: 'other', name: 'others', colour: '#949494' },
  ];

/** Cores that each role used: stacked bars, a row per variant. Null where no variant has figures. */
export function cpuByRoleFigure(group: Group, colours: CellColours, cores: number): RowsFigure | null {
  const results = measured(group.results);
  if (results.length === 0) return null;
  const totals = results.map(({ figures }) =>
    sum(Object.values(figures.coresByRole).map((cores) => cores ?? 0)),
  );
  const shown = ROLES.filter(({ role }) =>
    results.some(({ figures }) => (figures.coresByRole[role] ?? 0) > 0),
  );
  const isLoadHere = results.some(({ figures }) => figures.typical.loadHosts.length === 0);
  const who = isLoadHere ? 'app, proxy and load client' : 'app and proxy';
  return {
    kind: 'rows',
    ...titled('cpu-by-role', 'CPU by role', `Cores used by ${who}`, group),
    subtitle: [`mean of ${trialsBehind(results)}; 1 is one core busy throughout`],
    axis: {
      title: `cores busy, of ${cores}`,
      scale: 'linear',
      min: 0,
      max: Math.max(cores, ...totals),
      unit: 'cores',
    },
    legend: shown.map(({ name, colour }) => ({ name, colour, shape: 'square' })),
    rules: [],
    rows: results.map((result, at) => ({
      ...rowOf(result, colours),
      bars: stacked(result.figures.coresByRole),
      points: [],
      limit: null,
      text: `${fixed(totals[at] ?? 0, 2)} cores`,
    })),
  };
}

function stacked(coresByRole: CoresByRole): Bar[] {
  let from = 0;
  return ROLES.flatMap(({ role, name }) => {
    const cores = coresByRole[role] ?? 0;
    if (cores === 0) return [];
    const bar: Bar = { from, to: from + cores, entry: name, weight: 'amount' };
    from = bar.to;
    return bar;
  });
}
