/** Figures of made-up runs, for tests. */
import assert from 'node:assert/strict';
import type { RunRecord } from '../../harness/records/run.ts';
import type { FigureData } from '../figures/figure.ts';
import { type RunFigure, runFigures } from '../figures/run/run-figures.ts';
import { type Group, groupResults } from '../groups.ts';

export const options = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none', 'nginx'] } as const;

export function shownOf(record: RunRecord): { group: Group; figures: RunFigure[] } {
  const [group] = groupResults(record);
  assert.ok(group);
  return { group, figures: runFigures(record, group) };
}

/** The one figure of a kind. */
export function only<Kind extends FigureData['kind']>(
  figures: readonly RunFigure[],
  kind: RunFigure['kind'],
  shape: Kind,
) {
  const [data, ...others] = figures.filter((one) => one.kind === kind).map((one) => one.data);
  assert.equal(others.length, 0);
  assert.equal(data?.kind, shape);
  return data as FigureData & { kind: Kind };
}
