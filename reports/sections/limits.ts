import { BINDING } from '../../harness/stats/binding.ts';
import { measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { figure, fixed, percent, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { connectionsNeededBy, limitOf, reachedBy, SET_BY } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { type Column, table } from '../table.ts';

/** How close each setup came to its lowest bound, and to what the model expects. Empty where no trial has a bound. */
export function limitsTable({ results }: Group): string {
  const rows = measured(results).filter((result) => limitOf(result) !== null);
  const bound = (title: string, value: (limit: NonNullable<ReturnType<typeof limitOf>>) => string) =>
    right(title, (result) => {
      const limit = limitOf(result);
      return limit === null ? UNKNOWN : value(limit);
    });
  const expected = rows.some(({ figures }) => figures.expected !== null);
  return table<Measured>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      right('measured (req/s)', (result) => figure(reachedBy(result))),
      bound('lowest bound (req/s)', ({ limit }) => figure(limit)),
      { ...bound('set by', ({ setBy }) => SET_BY[setBy]), align: 'left' },
      bound('measured / bound', ({ share, binds }) =>
        binds ? `**${percent(share, 0)}**` : percent(share, 0),
      ),
      ...(rows.some((result) => needed(result) !== null)
        ? [right('connections needed', (result) => figureOr(needed(result)))]
        : []),
      right('CPU a request (ms)', (result) => fixed(serviceMs(result), 3)),
      ...(expected
        ? [
            right('expected, pooled', ({ figures }) => figureOr(figures.expected?.pooled)),
            right('pinned', ({ figures }) => figureOr(figures.expected?.pinned)),
            right('measured / pinned', ({ figures }) =>
              figures.expected && figures.expected.pinned > 0
                ? percent(figures.throughput.mean / figures.expected.pinned, 0)
                : UNKNOWN,
            ),
          ]
        : []),
    ],
    rows,
  );
}

/** What the columns are, to stand below. */
export function limitsCaption(group: Group): string {
  const rows = measured(group.results);
  return [
    `Lowest bound: what no result of the setup can pass; from ${percent(BINDING, 0)} of it on (bold) it makes the figure, and not the setup.`,
    rows.some(({ ok }) => ok.some(({ load }) => load.offeredRate !== null))
      ? 'The offered rate, which no result can pass either, is left out.'
      : '',
    rows.some((result) => needed(result) !== null)
      ? 'Connections needed: for another bound than theirs to show.'
      : '',
    'CPU a request: of the app.',
    rows.some(({ figures }) => figures.expected !== null)
      ? 'Expected (req/s): by a closed queueing network of as many connections; pooled, as if every free worker took the next request; pinned, each connection staying with its worker, as measured.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Where the connections bind, how many would not; null elsewhere. */
function needed(result: Measured): number | null {
  const limit = limitOf(result);
  return limit?.setBy === 'connections' && limit.binds ? connectionsNeededBy(result) : null;
}

function right(title: string, cell: (result: Measured) => string): Column<Measured> {
  return { title, align: 'right', cell };
}

function figureOr(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : figure(value);
}

/** As the agents measured it, or else from the CPU time of the app's processes. */
function serviceMs({ figures: { expected, coresByRole, throughput } }: Measured): number {
  if (expected !== null) return expected.serviceMs;
  return throughput.mean > 0 ? (coresByRole.target * 1000) / throughput.mean : 0;
}
