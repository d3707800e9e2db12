/** A comparison on a terminal: a row a cell, what stands beside it, and the outcome last. */
import {
  counted,
  figure,
  fixed,
  listed,
  megabytes,
  percent,
  signedPercent,
  UNKNOWN,
} from '../../reports/format.ts';
import { isBroken, outcomeOf } from '../compare/compare-runs.ts';
import type { ComparedCell, ComparedSide, Comparison, Effect } from '../comparison.ts';
import { type Palette, paletteFor } from '../progress/palette.ts';
import { folded } from './folded.ts';
import { printable } from './printable.ts';
import type { Surroundings } from './surroundings.ts';

/** Ends in a newline. */
export function comparisonText(
  comparison: Comparison,
  {
    stdout,
    env,
  }: Pick<Surroundings, 'env'> & { readonly stdout: { readonly isTTY?: boolean; readonly columns?: number } },
): string {
  const palette = paletteFor(stdout, env);
  const columns = Math.min(100, stdout.columns ?? 80);
  const fold = (sentence: string) => folded(printable(sentence), columns, '  ');
  const blocks = [
    sideLines(comparison, palette),
    ...groups(comparison.cells).map((cells) => tableOf(cells, palette)),
    notes(comparison).flatMap(fold),
    gateLines(comparison, palette),
    comparison.cells.length > 0 ? fold(methodSentence(comparison)).map(palette.quiet) : [],
    outcomeLines(comparison).flatMap((sentence) => fold(sentence).map(outcomePaint(comparison, palette))),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function sideLines({ base, head }: Comparison, palette: Palette): string[] {
  const line = (name: string, side: ComparedSide) => printable(`${name}  ${sideText(side)}`);
  return [palette.strong(line('base', base)), palette.strong(line('head', head))];
}

function sideText({ label, runs }: ComparedSide): string {
  const commits = [
    ...new Set(runs.map(({ commit, dirty }) => commit && `${commit.slice(0, 7)}${dirty ? ', edited' : ''}`)),
  ];
  const nodes = [...new Set(runs.map(({ nodeVersion }) => `Node ${nodeVersion.replace(/^v/, '')}`))];
  const facts = [
    ...(runs.length > 1 ? [counted(runs.length, 'run')] : []),
    ...(commits.length === 1 && commits[0] ? [commits[0]] : []),
    ...(nodes.length === 1 ? nodes : []),
  ];
  return facts.length > 0 ? `${label} (${facts.join('; ')})` : label;
}

/** Cells of one scenario and app stand together. */
function groups(cells: readonly ComparedCell[]): ComparedCell[][] {
  const nameOf = ({ scenario, app }: ComparedCell) => `${scenario}/${app}`;
  const names = [...new Set(cells.map(nameOf))];
  return names.map((name) => cells.filter((cell) => nameOf(cell) === name));
}

const HEADINGS = ['setup', 'base', 'head', 'change', '99 % interval', 'verdict'];

function tableOf(cells: readonly ComparedCell[], palette: Palette): string[] {
  const [{ scenario, app, primary } = {} as ComparedCell] = cells;
  const title = `${scenario}, ${app}: ${nameOf(primary)}, ${primary.better} is better`;
  const rows = cells.map((cell) => [
    printable(setupOf(cell)),
    valueText(cell.primary, 'base'),
    valueText(cell.primary, 'head'),
    changeOf(cell.primary),
    intervalOf(cell.primary),
  ]);
  const widths = HEADINGS.map((heading, at) =>
    Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ');
  return [
    palette.strong(printable(title)),
    palette.quiet(`${line(HEADINGS.slice(0, -1))}  verdict`),
    ...cells.map((cell, index) => `${line(rows[index] ?? [])}  ${verdictText(cell, palette)}`),
  ];
}

function verdictText(cell: ComparedCell, palette: Palette): string {
  const text = {
    regression: palette.bad('regression'),
    improvement: palette.good('improvement'),
    'no-change': palette.quiet('no change'),
    undecided: isBroken(cell) ? palette.bad('gave none') : palette.doubtful('undecided'),
  }[cell.verdict];
  return text;
}

/** `cluster-8-rr` of `db-wait/express/cluster-8-rr`. */
function setupOf({ id, scenario, app }: ComparedCell): string {
  const before = `${scenario}/${app}/`;
  return id.startsWith(before) ? id.slice(before.length) : id;
}

const NAMES: Readonly<Record<Effect['metric'], string>> = {
  throughput: 'req/s',
  capacity: 'capacity in req/s',
  p50: 'p50 in ms',
  p99: 'p99 in ms',
  cpuPerRequest: 'CPU per request in µs',
  rss: 'memory in MB',
  errors: 'errors',
};

function nameOf({ metric }: Effect): string {
  return NAMES[metric];
}

function valueText(effect: Effect, side: 'base' | 'head'): string {
  const { mean } = effect[side];
  return mean === null ? UNKNOWN : inUnit(effect.metric, mean);
}

function inUnit(metric: Effect['metric'], value: number): string {
  if (metric === 'rss') return megabytes(value);
  return metric === 'errors' ? percent(value, 2) : figure(value);
}

function changeOf({ change }: Effect): string {
  return change === null ? UNKNOWN : signedPercent(change);
}

/** `−4.0 to +12.3 %`. */
function intervalOf({ interval }: Effect): string {
  if (interval === null) return UNKNOWN;
  return `${signedPercent(interval.low).replace(' %', '')} to ${signedPercent(interval.high)}`;
}

function notes(comparison: Comparison): string[] {
  // Then the outcome says what either side has.
  if (comparison.cells.length === 0) return [];
  const { cells, differences, onlyInBase, onlyInHead, base, head } = comparison;
  return [
    ...cells.filter(({ verdict }) => verdict === 'undecided').map(undecidedSentence),
    ...cells.flatMap((cell) => failedSentence(cell)),
    ...cells.flatMap((cell) => movedSentence(cell)),
    ...(comparison.acrossHosts ? ['different hosts: figures of one say little about the other'] : []),
    ...differences.map(({ name, base, head }) => `differs: ${name}: ${base} in base, ${head} in head`),
    ...[base, head].flatMap(({ runs }) =>
      runs
        .filter(({ status }) => status === 'partial')
        .map(({ path }) => `partial: ${path} was stopped before its end`),
    ),
    ...(onlyInBase.length > 0 ? [`only in base: ${onlyInBase.join(', ')}`] : []),
    ...(onlyInHead.length > 0 ? [`only in head: ${onlyInHead.join(', ')}`] : []),
  ];
}

function undecidedSentence({ id, reason, more, pairs }: ComparedCell): string {
  const trials = pairs === null ? 'trial' : 'pair';
  const side = pairs === null ? ' a side' : '';
  const what = more?.trials
    ? counted(more.trials, `more ${trials}`)
    : more?.runs
      ? counted(more.runs, 'more run')
      : null;
  const remedy = what === null ? '' : `; ${what}${side} would decide, as likely as not`;
  return `undecided: ${id}: ${reason ?? 'unknown why'}${remedy}`;
}

function failedSentence({ id, failed }: ComparedCell): string[] {
  const parts = [
    ...(failed.base > 0 ? [`${counted(failed.base, 'trial')} of the base`] : []),
    ...(failed.head > 0 ? [`${counted(failed.head, 'trial')} of the head`] : []),
  ];
  return parts.length > 0 ? [`failed: ${id}: ${listed(parts)}`] : [];
}

/** A share of errors that shows. */
const ERRORS_SHOWN = 0.0001;

function movedSentence({ id, others, minEffect }: ComparedCell): string[] {
  const moved = others.filter(({ metric, change, interval }) => {
    if (change === null) return false;
    if (metric === 'errors') return Math.abs(change) >= ERRORS_SHOWN;
    return interval !== null && Math.abs(change) >= minEffect && interval.low * interval.high > 0;
  });
  if (moved.length === 0) return [];
  const texts = moved.map((effect) => {
    const values = `${nameOf(effect)} ${valueText(effect, 'base')} to ${valueText(effect, 'head')}`;
    return effect.metric === 'errors' ? values : `${values} (${changeOf(effect)})`;
  });
  return [`also: ${id}: ${texts.join('; ')}`];
}

function gateLines({ gates }: Comparison, palette: Palette): string[] {
  return gates.map(({ text, metric, cell, value, met }) => {
    const seen = value === null ? 'no figure' : inUnit(metric, value);
    const line = printable(`gate ${text}: ${cell} has ${seen}`);
    return met ? `${line}  ${palette.good('met')}` : `${line}  ${palette.bad('not met')}`;
  });
}

function methodSentence({ method, cells }: Comparison): string {
  const { name, alpha, confidence, runSpread } = method;
  const test = name === 'paired-sequential' ? 'pairs of trials, a sequential t-test' : 'Welch’s t-test';
  const spread = runSpread ? `; spread between runs ${percent(runSpread.value)}, ${runSpread.source}` : '';
  return `By ${test} on logs, ${counted(cells.length, 'setup')} corrected by Holm: at most ${percent(alpha, 0)} chance of any false claim; intervals hold ${percent(confidence, 0)}${spread}.`;
}

function outcomeLines(comparison: Comparison): string[] {
  const { cells, gates, base, head } = comparison;
  const of = (verdict: ComparedCell['verdict']) =>
    cells.filter((cell) => cell.verdict === verdict && !isBroken(cell));
  const broken = cells.filter(isBroken);
  const missed = gates.filter(({ met }) => !met);
  if (outcomeOf(comparison) === 'nothing') return [nothingSentence(comparison)];
  const parts = [
    ...names(of('regression'), 'regression'),
    ...(broken.length > 0 ? [`no figures of the head in ${listed(broken.map(({ id }) => id))}`] : []),
    ...(missed.length > 0 ? [`${counted(missed.length, 'gate')} not met`] : []),
    ...names(of('improvement'), 'improvement'),
    ...(of('no-change').length > 0 ? [`no change in ${counted(of('no-change').length, 'setup')}`] : []),
    ...(of('undecided').length > 0 ? [`${fixed(of('undecided').length, 0)} undecided`] : []),
  ];
  const same = isSameRuns(base, head) ? 'Both sides are the same files. ' : '';
  return [`${same}${capitalized(parts.join('; '))}.`];
}

function names(cells: readonly ComparedCell[], word: string): string[] {
  if (cells.length === 0) return [];
  const each = cells.map(({ id, primary }) => `${id} (${changeOf(primary)})`);
  return [`${word} in ${listed(each)}`];
}

function nothingSentence({ cells, onlyInBase, onlyInHead }: Comparison): string {
  if (cells.length > 0) return 'Nothing could be compared: no setup has figures on both sides.';
  const has = (ids: readonly string[]) => (ids.length > 0 ? ids.join(', ') : 'none');
  return `Nothing could be compared: the sides have no setup in common. Base has ${has(onlyInBase)}; head has ${has(onlyInHead)}.`;
}

function isSameRuns(base: ComparedSide, head: ComparedSide): boolean {
  const text = ({ runs }: ComparedSide) => JSON.stringify(runs.map(({ path: _, ...run }) => run));
  return text(base) === text(head);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function outcomePaint(comparison: Comparison, palette: Palette): (text: string) => string {
  const outcome = outcomeOf(comparison);
  if (outcome === 'regression') return palette.bad;
  if (outcome === 'nothing') return palette.doubtful;
  return palette.strong;
}
