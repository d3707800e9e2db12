import { BINDING } from '../../harness/stats/binding.ts';
import { measured } from '../comparison.ts';
import { type Block, list, section } from '../document/block.ts';
import { strong, type Text, text } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, table } from '../document/table.ts';
import { figure, fixed, percent, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { connectionsNeededBy, limitOf, reachedBy, setByOf } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

/** How close each variant came to its lowest limit and to the model. Empty where no trial has a limit. */
export function limitsSection({ results }: Group): Block[] {
  const rows = measured(results).filter((result) => limitOf(result) !== null);
  if (rows.length === 0) return [];
  return section(3, 'Limits', [...table(columnsOf(rows), rows), ...list(notesOn(measured(results)))]);
}

function columnsOf(rows: readonly Measured[]): Column<Measured>[] {
  return [
    variantColumn,
    numberColumn('measured (req/s)', reachedBy, figure),
    numberColumn('lowest limit (req/s)', (result) => limitOf(result)?.limit, figure),
    nameColumn('set by', (result) => {
      const limit = limitOf(result);
      return limit === null ? UNKNOWN : setByOf(result, limit.setBy);
    }),
    figureColumn('measured / limit', shareCell, (result) => limitOf(result)?.share ?? null),
    ...(rows.some(needsConnections) ? [numberColumn('connections needed', needed, figure)] : []),
    numberColumn('CPU per request (ms)', serviceMs, (ms) => fixed(ms, 3)),
    ...(rows.some(isModelled) ? MODEL_COLUMNS : []),
  ];
}

const MODEL_COLUMNS: readonly Column<Measured>[] = [
  numberColumn('model: shared queue', ({ figures }) => figures.model?.sharedQueue, figure),
  numberColumn('model: per worker', ({ figures }) => figures.model?.perWorker, figure),
  numberColumn(
    'measured / per worker',
    ({ figures: { model, throughput } }) =>
      model && model.perWorker > 0 ? throughput.mean / model.perWorker : null,
    (share) => percent(share, 0),
  ),
];

function shareCell(result: Measured) {
  const limit = limitOf(result);
  if (limit === null) return UNKNOWN;
  const share = percent(limit.share, 0);
  return limit.binds ? strong(share) : share;
}

/** Explains the columns. */
function notesOn(rows: readonly Measured[]): Text[] {
  const isAtRate = rows.some(({ ok }) => ok.some(({ load }) => load.offeredRate !== null));
  const rate = isAtRate ? ' The offered rate, which no result can exceed either, is left out.' : '';
  return [
    text`${strong('Lowest limit')}: no result of the variant can exceed it. From ${percent(BINDING, 0)} of it on (bold) the limit determines the figure, not the variant.${rate}`,
    ...(rows.some(needsConnections)
      ? [text`${strong('Connections needed')}: number of connections with which another limit would apply.`]
      : []),
    text`${strong('CPU per request')}: of the app.`,
    ...(rows.some(isModelled)
      ? [
          text`${strong('Model')}: requests per second that a closed queueing network with the same number of connections predicts. Shared queue: any free worker takes the next request. Per worker: each connection stays with its worker, as measured.`,
        ]
      : []),
  ];
}

const isModelled = ({ figures }: Measured) => figures.model !== null;
const needsConnections = (result: Measured) => needed(result) !== null;

/** Connections with which another limit would apply; null where the connections are no limit. */
function needed(result: Measured): number | null {
  const limit = limitOf(result);
  return limit?.setBy === 'connections' && limit.binds ? connectionsNeededBy(result) : null;
}

/** As the agents in the workers measured it; without them from the CPU time of the app's processes. */
function serviceMs({ figures: { model, coresByRole, throughput } }: Measured): number | null {
  if (model !== null) return model.serviceMs;
  if (coresByRole.target === null) return null;
  return throughput.mean > 0 ? (coresByRole.target * 1000) / throughput.mean : 0;
}
