import { median } from '../../../harness/stats/summary.ts';
import { code, joined, strong, type Text, text } from '../../document/inline.ts';
import { between, figure, percent } from '../../format.ts';
import type { Group } from '../../groups.ts';
import { detailOver, numberOf, type Reported, reportsOf } from './reported.ts';

const BUSY_SHARE = 'busyShare';

/** The wait of a new connection while the primary computes, against the rest of the window. */
export function busyPrimaryFindings(group: Group): Text[] {
  const all = reportsOf(group, BUSY_SHARE);
  const waits = all.flatMap(({ result, reports }) => {
    const both = reports.flatMap((report) => p99Of(report) ?? []);
    if (both.length === 0) return [];
    const over = (values: readonly number[]) => between(values, figure);
    return [
      text`${code(result.cell.variant)} ${over(both.map(({ idle }) => idle))} ms with an idle primary, ${over(both.map(({ busy }) => busy))} ms with a busy one`,
    ];
  });
  if (waits.length === 0) return [];
  const [first] = all;
  const share = first === undefined ? '' : percent(numberOf(first.reports[0], BUSY_SHARE), 0);
  const during = first === undefined ? '' : detailOver(first.reports, 'seconds', 1);
  return [
    text`${strong(`The primary computed for ${share} of its time`)}, for ${during} s of the window. p99 of a second from due to response, connecting included, as the median of these seconds: ${joined(waits, '; ')}. Where the primary hands out connections, each new one waits for it.`,
  ];
}

/** Medians over whole seconds of the window; null if there are none of either kind. */
function p99Of({
  trial,
  event: { atSeconds, endedSeconds },
}: Reported): { readonly idle: number; readonly busy: number } | null {
  if (endedSeconds === null) return null;
  const seconds = trial.load.perSecond.flatMap(({ p99Ms }, second) =>
    p99Ms === null ? [] : [{ second, p99Ms }],
  );
  const of = (isWanted: (second: number) => boolean) =>
    seconds.filter(({ second }) => isWanted(second)).map(({ p99Ms }) => p99Ms);
  const busy = of((second) => second >= Math.floor(atSeconds) && second + 1 <= Math.ceil(endedSeconds - 0.5));
  const idle = of((second) => second + 1 <= atSeconds || second >= endedSeconds);
  return busy.length === 0 || idle.length === 0 ? null : { idle: median(idle), busy: median(busy) };
}
