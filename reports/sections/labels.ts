import { atLabel, labelsOf } from '../../harness/stats/at-label.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { sum } from '../../harness/stats/summary.ts';
import { type CellResult, cellResult } from '../cell-result.ts';
import { type Block, details, list } from '../document/block.ts';
import { code, text } from '../document/inline.ts';
import { type Column, nameColumn, table } from '../document/table.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { errorColumns, statusesColumn } from './errors.ts';
import { estimateColumn } from './estimate-column.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends CellResult {
  readonly label: string;
}

/** The requests of each label, a row for each variant. Empty if requests have no labels. */
export function labelsSection({ results }: Group): Block[] {
  const rows = results.flatMap((result) => labelsOf(result.ok).map((label) => rowOf(result, label)));
  const shown = percentiles.filter(({ percent }) => [50, 95, 99].includes(percent));
  const columns: Column<Row>[] = [
    nameColumn('label', ({ label }) => code(label)),
    variantColumn,
    count('in flight at start', ({ ok }) => sum(ok.map(({ load }) => load.inFlightAtStart))),
    count('sent', ({ ok }) => sum(ok.map(({ load }) => load.sent))),
    count('correct', ({ ok }) => sum(ok.map(({ load }) => load.completed))),
    estimateColumn<Row>('req/s', ({ figures }) => figures?.throughput ?? null),
    ...shown.map(({ key, name }) =>
      numberColumn<Row>(`${name} ms`, ({ figures }) => figures?.latency[key]?.mean, figure),
    ),
    ...errorColumns(rows, ({ ok }) => ok.map(({ load }) => load)),
    count('in flight at end', ({ ok }) => sum(ok.map(({ load }) => load.unfinished))),
    statusesColumn(({ ok }) => ok.map(({ load }) => load)),
  ];
  const body = table(
    columns,
    rows.toSorted((one, other) => labelOrder(rows, one) - labelOrder(rows, other)),
  );
  return details(
    'By label of request',
    body.length === 0
      ? []
      : [
          ...body,
          ...list([
            text`Counts are sums over trials; other figures are means over trials. A response counts in the window in which it arrives: in flight at start + sent = correct + errors + in flight at end.`,
          ]),
        ],
  );
}

function rowOf(result: CellResult, label: string): Row {
  const ok = result.ok.flatMap((trial) => atLabel(trial, label) ?? []);
  return { ...cellResult(result, ok), label };
}

/** Rows of the same label stand together, in the order of first use. */
function labelOrder(rows: readonly Row[], { label }: Row): number {
  return rows.findIndex((row) => row.label === label);
}

function count(title: string, value: (row: Row) => number): Column<Row> {
  return numberColumn<Row>(title, value, (number) => fixed(number, 0));
}
