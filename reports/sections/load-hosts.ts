/** The hosts of a load that came from several, in the trial with the median throughput. */
import type { LoadHost } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { type Block, paragraph } from '../document/block.ts';
import { code, strong } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends Pick<CellResult, 'cell'> {
  readonly host: LoadHost;
}

const milliseconds = (value: number) => fixed(value, 2);
const whole = (value: number) => fixed(value, 0);

/** Empty where the load came from the target's own host. */
export function loadHostsTable({ results }: Group): Block[] {
  const rows = measured(results).flatMap(({ cell, figures: { typical } }) =>
    typical.loadHosts
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .map((host): Row => ({ cell, host })),
  );
  if (rows.length === 0) return [];
  return [
    ...paragraph(
      strong('Hosts of the load'),
      ', in the trial with the median throughput. Latencies hold the network’s round trip. Skew: how much later the host’s window began than the target’s, and by how much that may be wrong.',
    ),
    ...table<Row>(
      [
        variantColumn,
        nameColumn('agent', ({ host }) => code(host.name)),
        numberColumn('connections', ({ host }) => host.connections, whole),
        numberColumn('sent', ({ host }) => host.sent, whole),
        numberColumn(
          'busiest process',
          ({ host }) => host.utilization,
          (share) => percent(share, 0),
        ),
        numberColumn('host’s CPU %', ({ host }) => host.busy, whole),
        numberColumn('round trip ms', ({ host }) => host.roundTripMs, milliseconds),
        numberColumn('skew ms', ({ host }) => host.clock.skewMs, milliseconds),
        numberColumn('± ms', ({ host }) => host.clock.uncertaintyMs, milliseconds),
        numberColumn('drift ppm', ({ host }) => host.clock.driftPpm, whole),
        numberColumn('retransmits', ({ host }) => host.retransmits, whole),
      ],
      rows,
    ),
  ];
}
