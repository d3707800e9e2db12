/** Checks gates against the plan, before anything starts: their cells, metrics and labels. */
import { labelOf } from '../../scenarios/request.ts';
import { isSocket } from '../../scenarios/socket-user.ts';
import { isFixed } from '../../scenarios/user.ts';
import { foreseeScript } from '../load/users/foresee-script.ts';
import { listedRequest } from '../load/users/list-user.ts';
import type { GateRule } from '../records/gate.ts';
import { meansCell } from '../records/means-cell.ts';
import { fitsPattern } from '../records/star-pattern.ts';
import { metricOf } from '../stats/metrics/index.ts';
import { isSearch } from '../stats/set-rate.ts';
import { didYouMean } from './nearest.ts';
import type { ResolvedCell, ResolvedRun } from './resolved-run.ts';
import { UsageError } from './usage-error.ts';

/** GatedIds are the cells that a gate concerns, as far as a plan shows. */
export interface GatedIds {
  readonly rule: GateRule;
  readonly cells: readonly string[];
}

/**
 * gatedCells returns the cells of each gate of a run.
 *
 * @param origin of the gates, for error messages
 * @throws {UsageError} at a gate whose cell, metric or label no variant of the plan has
 */
export function gatedCells(run: ResolvedRun, origin: string): GatedIds[] {
  return run.config.gates.map((rule) => ({ rule, cells: cellsOf(rule, run, origin).map(({ id }) => id) }));
}

function cellsOf(rule: GateRule, run: ResolvedRun, origin: string): readonly ResolvedCell[] {
  const named = run.cells.filter(({ id }) => meansCell(rule.cell, id));
  if (named.length === 0) throw unknownCell(rule, run, origin);
  const able = named.filter((cell) => canHave(rule, cell));
  if (able.length === 0) {
    throw new UsageError(
      `${origin} "${rule.text}": ${rule.cell} has no figure of ${rule.metric}, ${reasonOf(rule)}`,
    );
  }
  const { label } = rule;
  if (label === null) return able;
  const known = able.map((cell) => ({ cell, ...labelsOf(cell, run) }));
  const having = known.filter(
    ({ labels, isWhole }) => !isWhole || labels.some((one) => fitsPattern(label, one)),
  );
  if (having.length > 0) return having.map(({ cell }) => cell);
  const labels = [...new Set(known.flatMap((one) => one.labels))];
  throw unknownLabel(rule, labels, origin);
}

function unknownCell({ cell, text }: GateRule, { cells, skipped }: ResolvedRun, origin: string): UsageError {
  const left = skipped.find((one) => meansCell(cell, one.cell));
  if (left) return new UsageError(`${origin} "${text}": this host cannot run ${left.cell}: ${left.reason}`);
  const ids = cells.map(({ id }) => id);
  return noSuchCell({ cell, text }, ids, origin);
}

/** noSuchCell is the error for a gate whose cell is not among these. */
export function noSuchCell(
  { cell, text }: Pick<GateRule, 'cell' | 'text'>,
  ids: readonly string[],
  origin: string,
): UsageError {
  const variants = [...new Set(ids.map((id) => id.split('/').at(-1) ?? id))];
  const hint = didYouMean(cell, [...variants, ...ids]) || `; there are ${variants.join(', ')}`;
  return new UsageError(`${origin} "${text}": the run has no variant ${cell}${hint}`);
}

/** unknownLabel is the error for a gate whose label no request has. */
export function unknownLabel(
  { label, text }: Pick<GateRule, 'label' | 'text'>,
  labels: readonly string[],
  origin: string,
): UsageError {
  const hint =
    labels.length === 0
      ? '; none has a label'
      : didYouMean(label ?? '', labels) || `; there are ${labels.join(', ')}`;
  return new UsageError(`${origin} "${text}": no request has the label ${label}${hint}`);
}

function canHave({ metric }: GateRule, { events, scenario, user }: ResolvedCell): boolean {
  const { ofEvents, ofIterations, isSought } = metricOf(metric);
  return (
    !(ofEvents && events.length === 0) &&
    !(ofIterations && isFixed(user)) &&
    !(isSought && !isSearch(scenario))
  );
}

function reasonOf({ metric }: GateRule): string {
  const { ofEvents, isSought } = metricOf(metric);
  if (ofEvents) return 'as nothing happens in its window; add --event, or a scenario such as deploy';
  return isSought ? 'which only --scenario capacity searches' : 'as an iteration of it is a single request';
}

/** Labels of a cell's requests; those of a list are all known, those of a script as far as it can be foreseen. */
function labelsOf({ user }: ResolvedCell, { config }: ResolvedRun) {
  const { changes, requests, rows, seed } = config;
  if (isFixed(user))
    return { labels: user.request.label === null ? [] : [labelOf(user.request)], isWhole: true };
  if (requests !== null) {
    return { labels: requests.requests.map((one) => labelOf(listedRequest(one, changes))), isWhole: true };
  }
  // Messages have no labels.
  if (isSocket(user)) return { labels: [], isWhole: true };
  return foreseeScript(user, rows, seed);
}
