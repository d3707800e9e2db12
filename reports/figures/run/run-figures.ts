/** The figures of a run's group, each with what it is for. */
import type { RunRecord } from '../../../harness/records/run.ts';
import type { Group } from '../../groups.ts';
import type { FigureData } from '../figure.ts';
import { pngFile } from '../png-file.ts';
import { cellColours } from './cell-colour.ts';
import { coreHeatMap } from './core-heat-map.ts';
import { cpuByRoleFigure } from './cpu-by-role.ts';
import { latencyFigure } from './latency.ts';
import { memoryFigure, processMemoryFigure } from './memory.ts';
import { metricFigure } from './metric.ts';
import { overTimeFigures, pointsPerTrial } from './over-time.ts';
import { percentileCurves } from './percentile-curves.ts';
import { scalingFigure } from './scaling.ts';
import { stagedLoadFigures } from './staged-load.ts';
import { timelineFigure } from './timeline.ts';
import { workerSharesFigure } from './worker-shares.ts';

export interface RunFigure {
  /** The section of the report that shows it. */
  readonly kind:
    | 'metric'
    | 'scaling'
    | 'latency'
    | 'percentile-curves'
    | 'timeline'
    | 'over-time'
    | 'staged-load'
    | 'memory'
    | 'cpu-by-role'
    | 'core-heat-map'
    | 'worker-shares';
  readonly data: FigureData;
  /** PNG relative to the run's folder, with forward slashes; null where a page alone shows it. */
  readonly file: string | null;
}

/** Every figure that the record has data for, in the report's order. */
export function runFigures({ host, cells, trials }: RunRecord, group: Group): RunFigure[] {
  const colours = cellColours(cells);
  const inPng = (kind: RunFigure['kind'], data: FigureData | null): RunFigure[] =>
    data === null ? [] : [{ kind, data, file: pngFile(data) }];
  const inPage = (kind: RunFigure['kind'], all: readonly (FigureData | null)[]): RunFigure[] =>
    all.flatMap((data) => (data === null ? [] : [{ kind, data, file: null }]));
  return [
    ...inPng('metric', metricFigure(group, colours)),
    ...inPng('scaling', scalingFigure(group, host.cores)),
    ...inPng('latency', latencyFigure(group, colours)),
    ...inPage('percentile-curves', [percentileCurves(group, colours)]),
    ...inPng('timeline', timelineFigure(group)),
    ...inPage('over-time', overTimeFigures(group, colours, pointsPerTrial(trials.length))),
    ...stagedLoadFigures(group, colours).flatMap((data) => inPng('staged-load', data)),
    ...inPng('memory', memoryFigure(group, colours)),
    ...inPage('memory', [processMemoryFigure(group, colours)]),
    ...inPng('cpu-by-role', cpuByRoleFigure(group, colours, host.cores)),
    ...inPng('core-heat-map', coreHeatMap(group)),
    ...inPng('worker-shares', workerSharesFigure(group, colours)),
  ];
}
