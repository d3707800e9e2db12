/** Records -> the cells of both sides, joined by scenario, app and variant. */
import type { Cell, OkTrial, RunRecord, ScenarioFacts, Trial } from '../records/run.ts';

/** A run, and the path it was read from. */
export interface NamedRun {
  readonly path: string;
  readonly record: RunRecord;
}

export interface Side {
  /** Its name in texts: a commit, a Node version, a folder. */
  readonly label: string;
  readonly runs: readonly NamedRun[];
}

export interface RunOfCell {
  readonly run: NamedRun;
  /** The cell as this run recorded it. */
  readonly cell: Cell;
  readonly ok: readonly OkTrial[];
  readonly failed: number;
}

export interface JoinedCell {
  readonly id: string;
  readonly cell: Cell;
  readonly scenario: ScenarioFacts;
  readonly base: readonly RunOfCell[];
  readonly head: readonly RunOfCell[];
}

/** A cell of one side. */
interface SideCell {
  readonly id: string;
  readonly runs: readonly RunOfCell[];
}

export interface Joined {
  readonly cells: readonly JoinedCell[];
  readonly onlyInBase: readonly SideCell[];
  readonly onlyInHead: readonly SideCell[];
  /** Planned cells of which neither side has a trial. */
  readonly withoutTrials: readonly SideCell[];
}

/**
 * Joins cells by scenario, app and variant, as ids contain scenario and app only if their run has several. The new
 * ids follow the same rule for the comparison.
 *
 * If a run stopped before the first trial of a cell, the cell is not part of that run.
 */
export function joinSides(base: Side, head: Side): Joined {
  const [ofBase, ofHead] = [cellsOf(base), cellsOf(head)];
  const planned = new Map(
    [...base.runs, ...head.runs].flatMap(({ record }) => record.cells.map((cell) => [keyOf(cell), cell])),
  );
  const isShort = new Set([...planned.values()].map(({ scenario, app }) => `${scenario}/${app}`)).size <= 1;
  const idOf = (cell: Cell) => (isShort ? cell.variant : `${cell.scenario}/${cell.app}/${cell.variant}`);
  const only = (side: Cells, other: Cells) =>
    [...side].filter(([key]) => !other.has(key)).map(([, { cell, runs }]) => ({ id: idOf(cell), runs }));
  return {
    cells: [...ofBase].flatMap(([key, { cell, scenario, runs }]) => {
      const there = ofHead.get(key);
      return there ? [{ id: idOf(cell), cell, scenario, base: runs, head: there.runs }] : [];
    }),
    onlyInBase: only(ofBase, ofHead),
    onlyInHead: only(ofHead, ofBase),
    withoutTrials: [...planned]
      .filter(([key]) => !ofBase.has(key) && !ofHead.has(key))
      .map(([, cell]) => ({ id: idOf(cell), runs: [] })),
  };
}

type Cells = Map<string, { cell: Cell; scenario: ScenarioFacts; runs: RunOfCell[] }>;

function cellsOf(side: Side): Cells {
  const cells: Cells = new Map();
  for (const run of side.runs) {
    for (const cell of run.record.cells) {
      const scenario = run.record.plan.scenarios.find(({ name }) => name === cell.scenario);
      const own = run.record.trials.filter((trial) => trial.cell === cell.id);
      // A damaged plan may lack the scenario, and with it the metric of its cells.
      if (scenario === undefined || own.length === 0) continue;
      const key = keyOf(cell);
      const found = cells.get(key) ?? { cell, scenario, runs: [] };
      cells.set(key, { ...found, runs: [...found.runs, runOfCell(run, cell, own)] });
    }
  }
  return cells;
}

/** Identity of a cell, independent of the form of its id. */
function keyOf({ scenario, app, variant }: Cell): string {
  return JSON.stringify([scenario, app, variant]);
}

function runOfCell(run: NamedRun, cell: Cell, trials: readonly Trial[]): RunOfCell {
  const ok = trials.filter((trial) => trial.status === 'ok');
  return { run, cell, ok, failed: trials.length - ok.length };
}
