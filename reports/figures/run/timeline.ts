/** Throughput, failures and workers alive around the events of a window, a panel for each variant. */
import type { OkTrial } from '../../../harness/records/run.ts';
import { sum } from '../../../harness/stats/summary.ts';
import { measured } from '../../comparison.ts';
import { lostIn } from '../../event-losses.ts';
import type { Group } from '../../groups.ts';
import type { Measured } from '../../measured.ts';
import type { LinesFigure, Point, Rule, Series } from '../figure.ts';
import { titled } from './labels.ts';

const MOST_PANELS = 4;
const THROUGHPUT = { name: 'throughput', colour: '#0072b2', style: 'solid' } as const;
const FAILURES = { name: 'failed requests', colour: '#d55e00', style: 'solid' } as const;
const WORKERS = { name: 'workers alive', colour: '#009e73', style: 'dashed' } as const;

/** Null where no window had events whose requests were numbered. */
export function timelineFigure(group: Group): LinesFigure | null {
  const all = measured(group.results).filter(({ figures }) => figures.typical.accounts !== null);
  const most = all.toSorted((one, other) => lostBy(other) - lostBy(one)).slice(0, MOST_PANELS);
  const shown = all.filter((result) => most.includes(result));
  if (shown.length === 0) return null;
  const series = shown.flatMap(({ figures: { typical } }, panel) => seriesOf(typical, panel));
  const largest = Math.max(100, ...series.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
  const longest = Math.max(...shown.map(({ figures: { typical } }) => typical.load.windowSeconds));
  return {
    kind: 'lines',
    ...titled('timeline', 'Events over time', 'Throughput, failures and workers alive around events', group),
    subtitle: [
      'median trial of each variant; throughput and failures per second as a share of the throughput before the event, workers as a share of those at the start',
      ...(shown.length < all.length
        ? [`the ${shown.length} variants that lost most; the table has all`]
        : []),
    ],
    x: { title: 'seconds', scale: 'linear', min: 0, max: longest * 1.05, fromZero: true, unit: 's' },
    y: { title: '% of before', scale: 'linear', min: 0, max: largest * 1.05, unit: '%' },
    series,
    rules: rulesOf(shown.map(({ figures: { typical } }) => typical)),
    spans: [],
    panels: shown.map(({ cell }) => cell.variant),
    choices: [],
  };
}

/** Lost requests of the trial that the chart shows. */
function lostBy({ figures: { typical } }: Measured): number {
  return sum(typical.events.flatMap(({ cost }) => (cost === null ? [] : lostIn(cost.lost))));
}

function seriesOf({ load, accounts, events }: OkTrial, panel: number): Series[] {
  // The rate of a script is one of iterations, and these are requests.
  const { offeredRate, iterations, throughput } = load;
  const usual = iterations === null ? offeredRate : throughput;
  const before = events.flatMap(({ cost }) => cost?.throughputBefore ?? [])[0] ?? usual;
  const scale = before === null || before === 0 ? 1 : 100 / before;
  const perSecond = (kind: 'completed' | 'failed') =>
    load.perSecond.map((second, index) => ({
      x: Math.min(index + 0.5, load.windowSeconds),
      y: second[kind] * scale,
    }));
  const common = { variant: null, marks: false, choice: null, panel };
  return [
    { ...common, ...THROUGHPUT, points: perSecond('completed') },
    { ...common, ...FAILURES, points: perSecond('failed') },
    { ...common, ...WORKERS, points: steps(accounts?.workersAlive ?? [], load.windowSeconds) },
  ];
}

/** A count stays until it changes. */
function steps(changes: readonly { atSeconds: number; count: number }[], windowSeconds: number): Point[] {
  const first = changes[0]?.count ?? 0;
  if (first === 0) return [];
  return changes.flatMap(({ atSeconds, count }, index) => {
    const y = (100 * count) / first;
    return [
      { x: atSeconds, y },
      { x: changes[index + 1]?.atSeconds ?? windowSeconds, y },
    ];
  });
}

/** Events are planned for the same time in every trial. */
function rulesOf(trials: readonly OkTrial[]): Rule[] {
  return (trials[0]?.events ?? []).map(({ name, atSeconds }) => ({
    at: atSeconds,
    axis: 'x',
    label: name,
    tone: 'quiet',
  }));
}
