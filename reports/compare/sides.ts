import type { ComparedRun, ComparedSide, Comparison } from '../../harness/records/comparison.ts';
import { code, escaped } from '../escape.ts';
import { counted, fixed, UNKNOWN } from '../format.ts';
import { table } from '../table.ts';
import { short } from './names.ts';

type Name = 'base' | 'head';

const MOST_VALUES = 4;

/** What the two sides are: a row a fact, a column a side. */
export function sidesTable(comparison: Comparison): string {
  const of = (name: string, value: (side: ComparedSide, which: Name) => string) => ({ name, value });
  const runs = (format: (run: ComparedRun) => string) => (side: ComparedSide) =>
    several(side.runs.map(format));
  const facts = [
    of('side', ({ label }) => code(short(label))),
    of('commit', runs(commit)),
    of('runs', ({ runs: all }) => runCount(all)),
    of('trials a setup', (_, which) => trials(comparison, which)),
    of(
      'started',
      runs(({ startedAt }) => `${escaped(startedAt.slice(0, 16).replace('T', ' '))} UTC`),
    ),
    of(
      'Node.js',
      runs(({ nodeVersion }) => escaped(short(nodeVersion))),
    ),
    of(
      'host',
      runs(({ hostname }) => escaped(short(hostname))),
    ),
    of(
      'CPU',
      runs(({ cpuModel, cores }) => `${escaped(short(cpuModel))}, ${counted(cores, 'core')}`),
    ),
    of(
      'from',
      runs(({ path }) => code(short(path))),
    ),
  ];
  return table(
    [
      { title: '', align: 'left', cell: ({ name }) => name },
      { title: 'base', align: 'left', cell: ({ value }) => value(comparison.base, 'base') },
      { title: 'head', align: 'left', cell: ({ value }) => value(comparison.head, 'head') },
    ],
    facts,
  );
}

function commit({ commit: sha, dirty }: ComparedRun): string {
  const changed = dirty ? 'with uncommitted changes' : '';
  if (sha === null) return 'not in a repository';
  return [code(short(sha).slice(0, 12)), changed].filter(Boolean).join(' ');
}

function runCount(runs: readonly ComparedRun[]): string {
  const partial = runs.filter(({ status }) => status === 'partial').length;
  return partial === 0 ? fixed(runs.length, 0) : `${fixed(runs.length, 0)}, ${fixed(partial, 0)} interrupted`;
}

/** Of the metric that gates: `5`, `4 to 5`. */
function trials({ cells }: Comparison, which: Name): string {
  const counts = cells.map(({ primary }) => primary[which].runs.reduce((sum, run) => sum + run.length, 0));
  if (counts.length === 0) return UNKNOWN;
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? fixed(high, 0) : `${fixed(low, 0)} to ${fixed(high, 0)}`;
}

function several(texts: readonly string[]): string {
  const values = [...new Set(texts)];
  const left = values.length - MOST_VALUES;
  if (values.length === 0) return UNKNOWN;
  return left <= 0 ? values.join('; ') : `${values.slice(0, MOST_VALUES).join('; ')} and ${left} more`;
}
