/** Connection pools that limit a variant, and those that want more connections than the database accepts. */
import type { Limit, Pools } from '../../harness/records/run.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { counted, figure, fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { limitOf } from '../limits.ts';
import type { Measured } from '../measured.ts';

/** How each limit of pools begins its finding. */
const LEADS: Readonly<Partial<Record<Limit['setBy'], string>>> = {
  pools: 'The connection pools limit the throughput',
  database: 'The connections of the database limit the throughput',
};

/** limitedByPools says whether the pools, or the connections of the database behind them, set a limit. */
export function limitedByPools(setBy: Limit['setBy']): boolean {
  return LEADS[setBy] !== undefined;
}

export function poolFindings(group: Group): Text[] {
  return [...tooManyClients(group), ...limits(group)];
}

function limits({ results, metric }: Group): Text[] {
  if (!metric.isRate) return [];
  return Object.entries(LEADS).flatMap(([setBy, lead]) => {
    const parts = measured(results).flatMap((result) => {
      const limit = limitOf(result);
      const pools = result.ok[0]?.pools;
      return limit?.binds && limit.setBy === setBy && pools
        ? [
            text`${code(result.cell.variant)} reaches ${percent(limit.share, 0)} of ${formula(result, pools, limit)}${backends(result)}`,
          ]
        : [];
    });
    return parts.length === 0 ? [] : [text`${strong(lead)}: ${joined(parts, '; ')}.`];
  });
}

/** `8 workers x 5 connections / 50 ms = 800 requests per second` */
function formula({ cell: { workers } }: Measured, pools: Pools, { setBy, limit }: Limit): string {
  const { perWorker, atOnce } = pools;
  const each = `${counted(workers, 'worker')} x ${counted(perWorker, 'connection')}`;
  const connections = setBy === 'database' ? (atOnce ?? 0) : workers * perWorker;
  const queryMs = (1_000 * connections) / limit;
  const held = setBy === 'database' ? `${counted(connections, 'connection')} of the database` : each;
  const asked = setBy === 'database' ? ` (${each} share them)` : '';
  return `${held} / ${figure(queryMs)} ms = ${figure(limit)} requests per second${asked}`;
}

/** `, with 40 backends`; empty if no service counts them. */
function backends({ ok }: Measured): string {
  const counts = ok.flatMap(({ services }) =>
    services.flatMap(({ overWindow }) => overWindow.backends?.mean ?? []),
  );
  return counts.length === 0 ? '' : `, with ${figure(mean(counts))} backends`;
}

/** Trials without a figure are those where the most was refused. */
function tooManyClients({ results }: Group): Text[] {
  return results.flatMap((result) => {
    const loads = [...result.ok.map(({ load }) => load), ...result.failed.flatMap(({ load }) => load ?? [])];
    const refused = sum(loads.map(({ errors }) => errors.tooManyClients));
    if (refused === 0) return [];
    const ended = sum(loads.map(({ completed, errors }) => completed + sum(Object.values(errors))));
    const share = `${fixed(refused, 0)} of ${fixed(ended, 0)} requests were refused a connection`;
    return [
      text`${strong('Too many clients')} in ${code(result.cell.variant)}: ${share} to the database.${advice(result)}`,
    ];
  });
}

/** Says which pool would fit; empty if the app's pools or the database's connections are unknown. */
function advice({ ok, cell: { workers } }: CellResult): string {
  const pools = ok[0]?.pools ?? null;
  if (pools === null || pools.accepted === null) return '';
  const { perWorker, accepted } = pools;
  const wanted = ` ${counted(workers, 'worker')} x ${counted(perWorker, 'connection')} = ${fixed(workers * perWorker, 0)}, and it accepts ${fixed(accepted, 0)} from the app.`;
  const fits = Math.floor(accepted / workers);
  return fits > 0
    ? `${wanted} A pool of ${fixed(fits, 0)} per worker would fit.`
    : `${wanted} Not even one connection per worker fits: use fewer workers, or a pooler in between.`;
}
