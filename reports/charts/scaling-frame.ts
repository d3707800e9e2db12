/** What stands around the lines of the scaling chart: an axis of workers for each panel, and lines across. */
import { tick } from './labels.ts';
import { ALARM, INK, MUTED, PAPER } from './palette.ts';

/** Axes of one stack share the width, a panel each. */
export function workersAxis(proxy: string | null, counts: readonly number[]) {
  const most = counts.at(-1) ?? 1;
  return {
    type: 'linear',
    axis: 'x',
    position: 'bottom',
    stack: 'panels',
    stackWeight: 1,
    min: -most * 0.03,
    max: most * 1.08,
    title: { display: true, text: proxy === null ? 'workers' : `workers, behind ${proxy}` },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = counts.map((value) => ({ value }));
    },
    ticks: { autoSkip: true, maxRotation: 0, callback: tick, color: INK },
    grid: { drawOnChartArea: false, drawTicks: true, tickColor: MUTED },
  };
}

/** The load's limit and the host's cores, in each panel. */
export function annotations(
  proxies: readonly (string | null)[],
  limit: number | null,
  cores: number,
  most: number,
  /** Of the label that names the cores: where the lines leave room. */
  position: 'start' | 'end',
) {
  const dashed = { type: 'line', drawTime: 'beforeDatasetsDraw', borderWidth: 1.5, borderDash: [6, 4] };
  const label = {
    display: true,
    content: `${cores} cores`,
    position,
    color: MUTED,
    backgroundColor: PAPER,
    font: { size: 13, weight: 400 },
    padding: 3,
  };
  return Object.fromEntries(
    proxies.flatMap((proxy) => [
      ...(limit === null
        ? []
        : [
            [
              `bound-${proxy}`,
              { ...dashed, xScaleID: proxy, yScaleID: 'y', yMin: limit, yMax: limit, borderColor: ALARM },
            ],
          ]),
      ...(cores > most
        ? []
        : [
            [
              `cores-${proxy}`,
              { ...dashed, xScaleID: proxy, xMin: cores, xMax: cores, borderColor: '#c4c4c4', label },
            ],
          ]),
    ]),
  );
}
