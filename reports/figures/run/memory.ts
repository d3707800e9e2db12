/** Resident memory over a long window. */
import type { MemoryFigures, OkTrial } from '../../../harness/records/run.ts';
import { mean } from '../../../harness/stats/summary.ts';
import { measured } from '../../comparison.ts';
import type { Group } from '../../groups.ts';
import { memoryTrials } from '../../memory-trials.ts';
import type { LinesFigure, Point, Series } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled } from './labels.ts';
import { stageRules } from './stage-marks.ts';

type Process = MemoryFigures['processes'][number];

/** Memory per worker: a line per variant, of its trial with the median throughput. Null for short windows. */
export function memoryFigure(group: Group, colours: CellColours): LinesFigure | null {
  const shown = new Set(memoryTrials(group));
  const series = measured(group.results).flatMap((result): Series[] => {
    const { typical } = result.figures;
    if (!shown.has(typical) || typical.memory === null) return [];
    const { name, colour, isProxied } = rowOf(result, colours);
    const points = perWorker(typical.memory, typical.load.windowSeconds);
    const style = isProxied ? 'dashed' : 'solid';
    return [{ ...{ name, variant: name, colour, points, style, marks: false, choice: null } }];
  });
  return figureOf(series, {
    ...titled('memory-per-worker', 'Memory per worker over time', 'Memory per worker of each variant', group),
    subtitle: ['resident memory, mean over workers, in the trial with the median throughput'],
    rules: stageRules(group),
    choices: [],
  });
}

/** Memory of each process, one trial at a time. Null for short windows. */
export function processMemoryFigure(group: Group, colours: CellColours): LinesFigure | null {
  const shown = new Set(memoryTrials(group));
  const series = group.results.flatMap((result) =>
    result.ok
      .filter((trial) => shown.has(trial))
      .flatMap((trial) =>
        processLines(trial, `${result.cell.variant}, trial ${trial.trial}`, rowOf(result, colours).colour),
      ),
  );
  return figureOf(series, {
    ...titled(
      'memory-by-process',
      'Memory by process over time',
      'Memory of each process of one trial',
      group,
    ),
    subtitle: ['resident memory, one trial at a time; dashed: processes that are not workers'],
    rules: stageRules(group),
    choices: [...new Set(series.flatMap(({ choice }) => choice ?? []))],
  });
}

function figureOf(
  series: Series[],
  about: Pick<LinesFigure, 'id' | 'title' | 'alt' | 'subtitle' | 'rules' | 'choices'>,
): LinesFigure | null {
  const largest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
  if (largest === 0) return null;
  return {
    kind: 'lines',
    ...about,
    x: { title: 'seconds', scale: 'linear', min: 0, fromZero: true, unit: 's' },
    y: { title: 'MB', scale: 'linear', min: 0, max: largest * 1.08, unit: 'MB', per: 1e6 },
    series,
    spans: [],
    isFlat: true,
  };
}

function processLines({ memory, load }: OkTrial, choice: string, colour: string): Series[] {
  if (memory === null) return [];
  return memory.processes.map((process) => ({
    name: nameOf(process),
    variant: null,
    colour,
    style: process.role === 'worker' ? 'solid' : 'dashed',
    marks: false,
    choice,
    points: memory.atSeconds.map((seconds, at): Point => {
      return { x: Math.min(seconds, load.windowSeconds), y: process.bytes[at] ?? null };
    }),
  }));
}

function nameOf({ role, instance, pid }: Process): string {
  return instance === null ? `${role} (process ${pid})` : `${role} ${instance}`;
}

/** The last sample is a little late on a busy host; it stands for the window's end. */
function perWorker({ atSeconds, processes }: MemoryFigures, windowSeconds: number): Point[] {
  const workers = processes.filter(({ role }) => role === 'worker');
  return atSeconds.map((seconds, at) => {
    const x = Math.min(seconds, windowSeconds);
    const known = workers.flatMap(({ bytes }) => bytes[at] ?? []);
    return { x, y: known.length === 0 ? null : mean(known) };
  });
}
