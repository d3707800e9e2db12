/** The two sides of a comparison, and what else differs between them. */
import type { ComparedRun, ComparedSide, Comparison } from '../../harness/records/comparison.ts';
import { type Block, type Level, list, section } from '../document/block.ts';
import { code, joined, type Part, type Text, text } from '../document/inline.ts';
import { nameColumn, type Table, table } from '../document/table.ts';
import { counted, fixed, UNKNOWN } from '../format.ts';
import { leftOut } from './left-out.ts';
import { short } from './names.ts';

type Name = 'base' | 'head';
type Fact = readonly [name: string, value: (side: ComparedSide, name: Name) => Part];

const MOST_VALUES = 4;

/** A line for each side: `base: v1.4.0 (3 runs, 0123456, Node 24.4.0)`. */
export function sidesList({ base, head }: Comparison): Block[] {
  return list([text`base: ${sideText(base)}`, text`head: ${sideText(head)}`]);
}

function sideText({ label, runs }: ComparedSide): Text {
  const commits = runs.map(
    (run) => run.commit && `${run.commit.slice(0, 7)}${run.dirty ? ' with changes' : ''}`,
  );
  const nodes = runs.map(({ nodeVersion }) => `Node ${nodeVersion.replace(/^v/, '')}`);
  const facts = [
    ...(runs.length > 1 ? [counted(runs.length, 'run')] : []),
    ...shared(commits),
    ...shared(nodes),
  ].filter((fact) => fact !== label);
  const known = facts.length === 0 ? '' : ` (${facts.map(short).join(', ')})`;
  return text`${code(short(label))}${known}`;
}

/** Facts that all runs share; nothing where they differ. */
function shared(texts: readonly (string | null)[]): string[] {
  const [only, ...others] = new Set(texts);
  return only && others.length === 0 ? [only] : [];
}

/** Differences between the sides beside the change that is judged. */
export function differencesSection(level: Level, { differences }: Comparison, most: number): Block[] {
  const items = differences
    .slice(0, most)
    .map(({ name, base, head }) => `${short(name)}: ${short(base)} → ${short(head)}`);
  return section(level, 'Other differences between the sides', [
    ...list(items),
    ...leftOut(differences.length, most, 'difference'),
  ]);
}

/** Everything known of the two sides: a row for each fact. */
export function sidesTable(comparison: Comparison): Table[] {
  const facts: readonly Fact[] = [
    ['side', ({ label }) => code(short(label))],
    ['commit', ({ runs }) => several(runs, commit)],
    ['runs', ({ runs }) => runCount(runs)],
    ['trials per variant', (_, name) => trials(comparison, name)],
    [
      'started',
      ({ runs }) => several(runs, ({ startedAt }) => `${startedAt.slice(0, 16).replace('T', ' ')} UTC`),
    ],
    ['Node.js', ({ runs }) => several(runs, ({ nodeVersion }) => short(nodeVersion))],
    ['host', ({ runs }) => several(runs, ({ hostname }) => short(hostname))],
    [
      'CPU',
      ({ runs }) => several(runs, ({ cpuModel, cores }) => `${short(cpuModel)}, ${counted(cores, 'core')}`),
    ],
    ['from', ({ runs }) => several(runs, ({ path }) => code(short(path)))],
  ];
  return table<Fact>(
    [
      nameColumn('property', ([name]) => name),
      nameColumn('base', ([, value]) => value(comparison.base, 'base')),
      nameColumn('head', ([, value]) => value(comparison.head, 'head')),
    ],
    facts,
  );
}

function commit({ commit: sha, dirty }: ComparedRun): Part {
  if (sha === null) return 'not in a repository';
  return text`${code(sha.slice(0, 12))}${dirty ? ' with uncommitted changes' : ''}`;
}

function runCount(runs: readonly ComparedRun[]): string {
  const partial = runs.filter(({ status }) => status === 'partial').length;
  return partial === 0 ? fixed(runs.length, 0) : `${fixed(runs.length, 0)}, ${fixed(partial, 0)} partial`;
}

/** Trials of the metric that decides: `5`, `4 to 5`. */
function trials({ cells }: Comparison, side: Name): string {
  const counts = cells.map(({ primary }) => primary[side].runs.reduce((sum, run) => sum + run.length, 0));
  if (counts.length === 0) return UNKNOWN;
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? fixed(high, 0) : `${fixed(low, 0)} to ${fixed(high, 0)}`;
}

/** The values of all runs, each once. */
function several(runs: readonly ComparedRun[], format: (run: ComparedRun) => Part): Part {
  const values = [...new Map(runs.map((run) => [JSON.stringify(format(run)), format(run)])).values()];
  const left = values.length - MOST_VALUES;
  if (values.length === 0) return UNKNOWN;
  const shown = joined(values.slice(0, MOST_VALUES), '; ');
  return left <= 0 ? shown : text`${shown} and ${left} more`;
}
