/** What was found, in sentences of Markdown: regressions first. */
import type { ComparedCell, Comparison, Effect } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { metricNamed } from '../../harness/stats/metrics/index.ts';
import { escaped } from '../escape.ts';
import { capital, counted } from '../format.ts';
import { cellName, cellNames, short } from './names.ts';
import {
  changeText,
  fromTo,
  intervalText,
  metricValue,
  metricWords,
  plainPercent,
  pText,
  remedyText,
  whatItDoes,
} from './words.ts';

const MOST_DECIDED = 12;
const MOST_OPEN = 8;
const MOST_BESIDES = 8;
const MOST_FAILED = 8;

export function compareFindings({ cells }: Comparison): string[] {
  const having = (verdict: ComparedCell['verdict']) => cells.filter((cell) => cell.verdict === verdict);
  const corrected = cells.length > 1;
  return [
    ...told(cells.filter(isBroken).map(broken), MOST_DECIDED, 'without figures of the head'),
    ...told(
      having('regression').map((cell) => `**${cellName(cell)} ${decided(cell, corrected)}`),
      MOST_DECIDED,
      'regressed',
    ),
    ...told(
      having('improvement').map((cell) => `${cellName(cell)} ${decided(cell, corrected)}`),
      MOST_DECIDED,
      'improved',
    ),
    ...undecided(having('undecided').filter((cell) => !isBroken(cell))),
    ...unchanged(having('no-change')),
    ...told(
      cells.filter(({ failed }) => failed.base + failed.head > 0).map(failures),
      MOST_FAILED,
      'with trials that failed',
    ),
    ...besides(cells),
  ];
}

/** The first of them, and how many setups more there are. */
function told(sentences: readonly string[], most: number, what: string): string[] {
  const left = sentences.length - most;
  return left <= 0
    ? [...sentences]
    : [...sentences.slice(0, most), `${capital(counted(left, 'more setup'))} ${what}.`];
}

function broken(cell: ComparedCell): string {
  const { metric, base } = cell.primary;
  const reason = cell.reason === null ? '' : `; ${escaped(short(cell.reason))}`;
  return `**${cellName(cell)}: no figures of the head**, where the base had ${metricValue(metric, base.mean)}${reason}.`;
}

/** The bold type of a regression opens before the name and ends with what it does. */
function decided(cell: ComparedCell, corrected: boolean): string {
  const { primary, verdict, adjustedP } = cell;
  const does = whatItDoes(primary) ?? 'changed';
  const end = verdict === 'regression' ? '**' : '';
  const p = adjustedP === null ? '' : `, ${pText(adjustedP)}${corrected ? ' after correction' : ''}`;
  return `${does}${end}: ${fromTo(primary)}, ${withInterval(primary, changeText(primary))}${p}.`;
}

function undecided(cells: readonly ComparedCell[]): string[] {
  const left = cells.length - MOST_OPEN;
  const first = cells.slice(0, MOST_OPEN).map(openQuestion);
  return left <= 0 ? first : [...first, `Nor can ${counted(left, 'other setup')} be told: see the table.`];
}

function openQuestion(cell: ComparedCell): string {
  const { primary, reason } = cell;
  const remedy = remedyText(cell);
  const parts = [
    primary.change === null ? 'there is no change to tell of' : withInterval(primary, changeText(primary)),
    ...(reason === null ? [] : [escaped(short(reason))]),
    ...(remedy === null ? [] : [remedy]),
  ];
  return `${cellName(cell)}: cannot tell. ${capital(parts.join('; '))}.`;
}

function unchanged(cells: readonly ComparedCell[]): string[] {
  if (cells.length === 0) return [];
  const [least = '', ...others] = new Set(cells.map(({ threshold }) => plainPercent(threshold)));
  const within = others.length === 0 ? `±${least}` : 'the threshold';
  const where = cells.length === 1 ? '' : `${counted(cells.length, 'setup')}: `;
  return [`No change, shown to lie within ${within}, in ${where}${cellNames(cells.map(({ id }) => id))}.`];
}

function failures(cell: ComparedCell): string {
  const { base, head } = cell.failed;
  const parts = [
    ...(base > 0 ? [`${counted(base, 'trial')} of the base`] : []),
    ...(head > 0 ? [`${counted(head, 'trial')} of the head`] : []),
  ];
  return `${cellName(cell)}: ${parts.join(' and ')} failed, and ${base + head === 1 ? 'is' : 'are'} not among the figures.`;
}

/** Metrics that gate nothing and moved all the same, a sentence a setup. */
function besides(cells: readonly ComparedCell[]): string[] {
  const sentences = cells.flatMap((cell) => {
    const moved = cell.others.filter(hasMoved);
    if (moved.length === 0) return [];
    const changes = moved.map(
      (effect) => `${metricWords(effect.metric).label} ${fromTo(effect)} (${changeText(effect)})`,
    );
    return [`Beside that, in ${cellName(cell)}: ${changes.join(', ')}.`];
  });
  const left = sentences.length - MOST_BESIDES;
  return left <= 0
    ? sentences
    : [
        ...sentences.slice(0, MOST_BESIDES),
        `Metrics that do not gate moved in ${counted(left, 'other setup')} too: see below.`,
      ];
}

export function hasMoved({ metric, change, interval, minEffect }: ComparedCell['others'][number]): boolean {
  if (change === null) return false;
  const least = metricNamed(metric)?.leastDifference ?? null;
  if (least !== null) return Math.abs(change) >= least;
  const without0 = interval !== null && (interval.low > 0 || interval.high < 0);
  return without0 && Math.abs(change) >= minEffect;
}

function withInterval(effect: Effect, change: string): string {
  const interval = intervalText(effect);
  return interval === null ? change : `${change} [${interval}]`;
}
