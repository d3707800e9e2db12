import { mean } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { counted, figure } from '../format.ts';
import type { Group } from '../groups.ts';
import { limitOf } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { achievedRate, isScripted, offeredUnit } from '../offered.ts';
import { keepsUp, offeredTo } from '../open-loop.ts';
import { named } from './naming.ts';

/** Names the variants that fall behind the rate of an open loop: their latencies grow with the length of the trial. */
export function openLoopFindings({ results, metric }: Group): Text[] {
  // By stages the load exceeds a variant's capacity for a while, on purpose.
  const isStaged = results.some(({ ok }) => ok.some(({ load }) => load.phases.length > 0));
  if (metric.isSought || isStaged) return [];
  const behind = measured(results).filter((result) => !keepsUp(result));
  const [first] = behind;
  if (first === undefined) return [];
  const loads = behind.flatMap(({ ok }) => ok.map(({ load }) => load));
  const { longUnit } = offeredUnit(loads);
  const isOne = behind.length === 1;
  const lead = isOne ? 'One variant does not keep up' : `${behind.length} variants do not keep up`;
  const which = isOne
    ? text`${code(first.cell.variant)} completed ${figure(mean(loads.map(achievedRate)))} of the ${figure(offeredTo(first))} ${longUnit} offered`
    : text`${named(behind)} completed fewer ${isScripted(loads) ? 'iterations' : 'requests'} than were offered`;
  const whose = isOne ? 'Its queue grows' : 'Their queues grow';
  return [
    text`${strong(lead)}: ${which}. ${whose} as long as the load lasts, so the latencies depend on the length of the trial.`,
    ...unexplained(behind),
  ];
}

function unexplained(behind: readonly Measured[]): Text[] {
  const without = behind.filter((result) => !limitOf(result)?.binds && !isCrowded(result));
  if (without.length === 0) return [];
  const connections = Math.max(...behind.flatMap(({ ok }) => ok.map(({ load }) => load.connections)));
  const are = without.length === 1 ? 'is' : 'are';
  return [
    text`${named(without)} ${are} not near any known limit: ${counted(connections, 'connection')} may be too few for the requests in flight.`,
  ];
}

/** Diagnostics that explain why a variant falls behind. */
const CROWDED: ReadonlySet<string> = new Set([
  'oversubscribed',
  'load-client-saturated',
  'cpu-pressure',
  'foreign-load',
]);

/** Whether too little CPU explains it. */
function isCrowded({ ok }: Measured): boolean {
  return ok.some(({ warnings }) => warnings.some(({ code: name }) => CROWDED.has(name)));
}
