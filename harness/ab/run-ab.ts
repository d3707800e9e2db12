/** Plan -> two RunRecords and their comparison: pairs of trials until every cell is decided. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedCell, ResolvedRun } from '../config/resolved-run.ts';
import type { Comparison } from '../records/comparison.ts';
import type { Cell, RunRecord, Trial } from '../records/run.ts';
import { describeSources } from '../run/describe-sources.ts';
import { pairsPlannedEvent } from '../run/estimate.ts';
import { partsOfTrial } from '../run/parts-of-trial.ts';
import { Recording, type RunOutcome } from '../run/recording.ts';
import { describeRun } from '../run/run-header.ts';
import type { RunOptions, RunTools } from '../run/tools.ts';
import { withRunTools } from '../run/with-tools.ts';
import { alternate, type Pair } from './alternate.ts';
import type { WatchPairs } from './events.ts';
import type { BySide, Contender, Side } from './side.ts';
import { Standings } from './standings.ts';

export interface AbRules {
  readonly minPairs: number;
  readonly maxPairs: number;
  /** Compares the records so far; called after every pair. */
  readonly compare: (records: BySide<RunRecord>) => Comparison;
  /** Filters the cells of the plan; all by default. */
  readonly wants?: (cell: Cell) => boolean;
}

export interface AbOutcome {
  readonly runs: BySide<RunOutcome>;
  readonly givenUp: ReturnType<Standings['givenUp']>;
}

/** Options of a run whose watcher also receives events of pairs. */
export interface PairsOptions extends RunOptions {
  readonly watch: WatchPairs;
}

/**
 * Runs pairs of trials for the configuration's plan. The folders of both sides must exist. A failed trial is
 * recorded.
 */
export async function executeAb(
  asked: ResolvedRun,
  capabilities: HostAbilities,
  contenders: BySide<Contender>,
  rules: AbRules,
  options: PairsOptions,
): Promise<AbOutcome> {
  const run = { ...asked, cells: asked.cells.filter(({ facts }) => rules.wants?.(facts) ?? true) };
  const { runtime } = contenders.base;
  const labels = { base: contenders.base.label, head: contenders.head.label };
  options.watch(pairsPlannedEvent(run, { labels, maxPairs: rules.maxPairs }));
  return withRunTools({ run, capabilities, runtime }, options, async (tools) => {
    const id = randomUUID();
    const begin = async (side: Side) => {
      const { runtime } = contenders[side];
      const own = { ...tools, runtime, sources: await describeSources(run.config.apps, runtime) };
      const header = describeRun(own, { pairing: { id, side } });
      return Recording.begin(header, join(run.config.out, side), tools.watch);
    };
    const recordings = { base: await begin('base'), head: await begin('head') };
    return runPairs(tools, contenders, recordings, rules, options.watch);
  });
}

async function runPairs(
  tools: RunTools,
  contenders: BySide<Contender>,
  recordings: BySide<Recording>,
  rules: AbRules,
  watch: WatchPairs,
): Promise<AbOutcome> {
  const { signal, run } = tools;
  const standings = new Standings(
    run.cells.map(({ facts }) => facts),
    rules,
  );
  // Both sides use one measured maximum per cell: with a maximum of its own, a faster side would get a higher rate.
  const toolsOf = {
    base: { ...tools, runtime: contenders.base.runtime },
    head: { ...tools, runtime: contenders.head.runtime },
  };
  let order = 0;
  const play = async ({ cell, pair, order: turn }: Pair<ResolvedCell>): Promise<void> => {
    const trials: Partial<Record<Side, Trial>> = {};
    for (const side of turn) {
      const trial = await runSide(cell, pair, ++order, side, toolsOf[side]);
      await recordings[side].add(trial);
      trials[side] = trial;
    }
    const { base, head } = trials;
    if (!base || !head) return;
    const comparison = rules.compare({ base: recordings.base.record(), head: recordings.head.record() });
    standings.note(cell.id, { base, head }, comparison);
    watch({
      type: 'pair-ended',
      cell: cell.id,
      pair,
      trials: { base, head },
      standing: standings.of(cell.id),
      open: standings.open().length,
    });
  };

  let defect: unknown;
  try {
    await alternate(
      run.cells,
      { maxPairs: rules.maxPairs, seed: run.config.seed },
      ({ id }) => !signal.aborted && standings.isOpen(id),
      play,
    );
  } catch (error) {
    if (!signal.aborted) defect = error;
  }
  const status = signal.aborted || defect !== undefined ? 'partial' : 'complete';
  const runs = { base: await recordings.base.end(status), head: await recordings.head.end(status) };
  // A bug of ours ends the run, but the finished trials are kept.
  if (defect !== undefined) throw defect;
  return { runs, givenUp: standings.givenUp() };
}

function runSide(
  cell: ResolvedCell,
  pair: number,
  order: number,
  side: Side,
  tools: RunTools,
): Promise<Trial> {
  tools.watch({ type: 'trial-started', cell: cell.id, trial: pair, order, side });
  return tools.runTrial({ cell, trial: pair, order }, partsOfTrial(cell, pair, tools));
}
