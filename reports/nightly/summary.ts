/** summary.md: a night on one page, for the summary of a job. A pure function of the night and its comparisons. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { Night } from '../../harness/records/night.ts';
import { blocks, bullets, details, section } from '../blocks.ts';
import { renderComparison } from '../compare/markdown.ts';
import { cellName, short } from '../compare/names.ts';
import { changeInWords, gateValue, metricValue } from '../compare/words.ts';
import { code, codeBlock, escaped } from '../escape.ts';
import { capital, counted } from '../format.ts';
import { shellWord } from '../shell-word.ts';
import { type Column, table } from '../table.ts';
import { ADVICE, answerInWords, baseSentences, verdictSentence } from './sentences.ts';

/** What GitHub takes of a step, in bytes. */
const LIMIT_BYTES = 2 ** 20;
const MOST_LINES = 40;

export interface NightComparisons {
  /** With the last good nights; null where there were none. */
  readonly nights: Comparison | null;
  /** By `ab`; null where nothing was suspected, or nobody could ask. */
  readonly ab: Comparison | null;
}

/** Ends in a newline; less than a MiB. */
export function renderSummary(night: Night, { nights, ab }: NightComparisons): string {
  const head = [
    `# ${escaped(capital(verdictSentence(night)))}`,
    overview(night),
    ADVICE[night.verdict] ?? '',
    section('## The host before the run', hostFindings(night)),
    section('## Suspected', suspectsTable(night)),
    section('## Gates that are not met', missedTable(night)),
    section('## Trials that failed', bullets(some(night.failures.map(failure)))),
    section('## Compared with', bullets(some(baseSentences(night).map(sentence)))),
    section('## Notes', bullets(some(night.notes.map(sentence)))),
  ];
  const told = [
    ab ? details('By ab, the last good commit against this one in turns', renderComparison(ab)) : '',
    nights ? details('This night against the last good ones', renderComparison(nights)) : '',
  ];
  const again = section(
    '## Do it again',
    codeBlock([['npx', 'cluster-bench', ...night.command].map(shellWord).join(' ')], 'sh'),
  );
  const whole = blocks([...head, ...told, again]);
  return Buffer.byteLength(whole) < LIMIT_BYTES
    ? whole
    : blocks([...head, 'The comparisons are too long for this page: they lie beside it.']);
}

/** issue.md: what a regression is told with; shorter than the 65,536 characters of an issue. */
export function renderIssue(night: Night, { ab }: NightComparisons): string {
  const head = [
    `**${escaped(capital(verdictSentence(night)))}.**`,
    overview(night),
    ADVICE[night.verdict] ?? '',
    section('### Suspected', suspectsTable(night)),
    section('### Gates that are not met', missedTable(night)),
    section('### The host before the run', hostFindings(night)),
    section('### Compared with', bullets(some(baseSentences(night).map(sentence)))),
  ];
  const whole = blocks([
    ...head,
    ab ? details('By ab, the last good commit against this one in turns', renderComparison(ab)) : '',
  ]);
  return whole.length < 65_000 ? whole : blocks(head);
}

function overview({ run, id }: Night): string {
  return [
    `Night ${code(id)}`,
    ...(run.commit ? [`commit ${code(run.commit.slice(0, 7))}${run.dirty ? ' with changes' : ''}`] : []),
    ...(run.branch ? [`branch ${code(short(run.branch))}`] : []),
    `Node.js ${escaped(short(run.nodeVersion))}`,
    `${escaped(short(run.cpuModel))}, ${counted(run.cores, 'core')}`,
    `${counted(run.ok + run.failed, 'trial')}`,
  ].join(' · ');
}

/** What the doctor doubts, first; what is worth knowing is folded. */
function hostFindings({ checks }: Night): string {
  if (checks.length === 0) return '';
  const lines = (level: Night['checks'][number]['level']) =>
    bullets(
      checks
        .filter((check) => check.level === level)
        .map(
          ({ code: name, text, advice }) =>
            `${code(name)}: ${escaped(text)}${advice ? ` (${escaped(advice)})` : ''}`,
        ),
    );
  const doubtful = lines('doubtful');
  return blocks([
    doubtful === '' ? 'Nothing that would disturb figures.' : doubtful,
    details('Worth knowing', lines('note')),
  ]).trimEnd();
}

const suspectColumns: readonly Column<Night['suspects'][number]>[] = [
  { title: 'setup', align: 'left', cell: ({ cell }) => cellName({ id: cell }) },
  { title: 'last good nights', align: 'right', cell: ({ metric, from }) => metricValue(metric, from) },
  { title: 'this night', align: 'right', cell: ({ metric, to }) => metricValue(metric, to) },
  {
    title: 'change',
    align: 'right',
    cell: (suspect) => (suspect.change === null ? 'no figure' : changeInWords(suspect)),
  },
  { title: 'ab', align: 'left', cell: (suspect) => escaped(answerInWords(suspect)) },
];

function suspectsTable({ suspects }: Night): string {
  return table(suspectColumns, suspects.slice(0, MOST_LINES));
}

const missedColumns: readonly Column<Night['missed'][number]>[] = [
  { title: 'gate', align: 'left', cell: ({ text }) => code(short(text)) },
  { title: 'setup', align: 'left', cell: ({ cell }) => cellName({ id: cell }) },
  { title: 'measured', align: 'right', cell: gateValue },
];

function missedTable({ missed }: Night): string {
  return table(missedColumns, missed.slice(0, MOST_LINES));
}

function failure({ cell, trials, reason }: Night['failures'][number]): string {
  return `${cellName({ id: cell })}: ${counted(trials, 'trial')}: ${escaped(short(reason))}`;
}

function some(lines: readonly string[]): string[] {
  const left = lines.length - MOST_LINES;
  return left <= 0 ? [...lines] : [...lines.slice(0, MOST_LINES), `and ${left} more`];
}

function sentence(text: string): string {
  return `${escaped(capital(text.slice(0, 1_000)))}.`;
}
