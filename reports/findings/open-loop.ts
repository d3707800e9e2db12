import { measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { counted, figure } from '../format.ts';
import type { Group } from '../groups.ts';
import { limitOf } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { keepsUp, offeredTo } from '../open-loop.ts';
import { named } from './naming.ts';

/** Which setups cannot answer what an open loop sends: their latencies grow with the length of the trial. */
export function openLoopFindings({ results, metric }: Group): string[] {
  if (metric.isSought) return [];
  const behind = measured(results).filter((result) => !keepsUp(result));
  const [first] = behind;
  if (first === undefined) return [];
  const which =
    behind.length === 1
      ? `${code(first.setup)} answered ${figure(first.figures.throughput.mean)} of ${figure(offeredTo(first))} requests per second that were offered`
      : `${named(behind)} answered less than was offered`;
  const unexplained = behind.filter((result) => !limitOf(result)?.binds && !isCrowded(result));
  const connections = Math.max(...behind.flatMap(({ ok }) => ok.map(({ load }) => load.connections)));
  return [
    `**${behind.length === 1 ? 'One setup does' : `${behind.length} setups do`} not keep up**: ${which}. The queue grows for as long as the load lasts, ` +
      'so that such latencies tell the length of the trial, not the setup.',
    ...(unexplained.length === 0
      ? []
      : [
          `No known bound is near in ${named(unexplained)}: ${counted(connections, 'connection')} may be too few for the requests under way.`,
        ]),
  ];
}

/** What a verdict of its trials names already. */
const CROWDED: ReadonlySet<string> = new Set([
  'oversubscribed',
  'load-client-saturated',
  'cpu-pressure',
  'foreign-load',
]);

/** Whether the cores that the setup shared are reason enough. */
function isCrowded({ ok }: Measured): boolean {
  return ok.some(({ warnings }) => warnings.some(({ code }) => CROWDED.has(code)));
}
