import { measured } from '../comparison.ts';
import { figure, percent } from '../format.ts';
import { groupBound } from '../group-bound.ts';
import { type Group, okTrials } from '../groups.ts';
import { ownCluster } from '../own-cluster.ts';
import { ranksOf } from '../ranking.ts';

/** Below this share of a core, of the host or of a client's time, requests hardly queue, and something else holds them up. */
const BUSY = 0.6;

/**
 * Where nobody was busy the app waits for something: a database, a timer. Of a built-in app the delay is known, and
 * with it the bound; of the user's own this is all that can be seen of it.
 */
export function idleFindings(group: Group): string[] {
  const results = measured(group.results);
  const [first] = results;
  const mode = group.scenarioFacts?.mode;
  const isClosed = mode === undefined || (mode.arrivals === 'closed' && mode.connections === 'kept');
  if (!isClosed || groupBound(group) !== null || first === undefined) return [];
  const app = Math.max(
    ...results.map(
      (result) => result.figures.coresByRole.target / (ownCluster(result) ?? result.cell.workers),
    ),
  );
  const host = Math.max(...results.map(({ figures }) => figures.cpuBusy / 100));
  const client = Math.max(...okTrials(group).map(({ load }) => load.clientUtilization));
  if (Math.max(app, host, client) >= BUSY || isAnyBetter(group)) return [];
  const { connections, latency } = first.figures.typical.load;
  return [
    `**Nothing was busy in any setup**: a process of the app for at most ${percent(app, 0)} of a core, the host for at most ` +
      `${percent(host, 0)}. The app waits for something, and throughput is connections / latency, whatever the setup: ` +
      `${connections} / ${figure(latency.mean)} ms in \`${first.setup}\`. To see what setups differ in, ask for more \`--connections\`.`,
  ];
}

/** Where setups differ beyond the spread, throughput is not the same whatever the setup. */
function isAnyBetter(group: Group): boolean {
  return new Set(ranksOf(group)?.values()).size > 1;
}
