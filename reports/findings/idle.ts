import { measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { figure, percent } from '../format.ts';
import { groupLimit } from '../group-limit.ts';
import { type Group, okTrials } from '../groups.ts';
import { ownCluster } from '../own-cluster.ts';
import { ranksOf } from '../ranking.ts';

/** Below this share of a core, of the host or of a client's time, requests hardly queue, and something else delays them. */
const BUSY = 0.6;

/**
 * Says that the app waits for something, such as a database or a timer, where nothing was busy. A built-in app's delay is
 * known, and so is its limit; of the user's own app nothing more can be seen.
 */
export function idleFindings(group: Group): Text[] {
  const results = measured(group.results);
  const [first] = results;
  const mode = group.scenarioFacts?.mode;
  const isClosed = mode === undefined || (mode.arrivals === 'closed' && mode.connections === 'kept');
  if (!isClosed || groupLimit(group) !== null || first === undefined) return [];
  const perProcess = results.map(({ figures: { coresByRole }, ...result }) =>
    coresByRole.target === null ? null : coresByRole.target / (ownCluster(result) ?? result.cell.workers),
  );
  const known = perProcess.filter((share) => share !== null);
  if (known.length < perProcess.length) return [];
  const app = Math.max(...known);
  const host = Math.max(...results.map(({ figures }) => figures.cpuBusy / 100));
  const client = Math.max(...okTrials(group).map(({ load }) => load.clientUtilization));
  if (Math.max(app, host, client) >= BUSY || isAnyBetter(group)) return [];
  const { connections, latency } = first.figures.typical.load;
  const busy = `an app process used up to ${percent(app, 0)} of a core, and the host was up to ${percent(host, 0)} busy`;
  const rate = text`connections / latency in every variant (${connections} / ${figure(latency.mean)} ms in ${code(first.cell.variant)})`;
  return [
    text`${strong('No variant was limited by CPU')}: ${busy}. The app waits for something else, so the throughput is ${rate}. To see how the variants differ, use more ${code('--connections')}.`,
  ];
}

/** Whether variants differ significantly: then their throughput is not set by a common wait. */
function isAnyBetter(group: Group): boolean {
  return new Set(ranksOf(group)?.values()).size > 1;
}
