/** What a night comes to, in plain text that may hold what others wrote: for the terminal, and escaped for Markdown. */
import { isFound, type Night, type NightVerdict, type Suspect } from '../../harness/records/night.ts';
import { clipped } from '../clipped.ts';
import { changeInWords, metricValue } from '../compare/words.ts';
import { plainLine } from '../escape.ts';
import { counted, fixed, listed } from '../format.ts';

const LONGEST_NAME = 60;
const MOST_NAMED = 3;
const LONGEST_REASON = 300;

/** The verdict, and what it rests on. */
export function verdictSentence(night: Night): string {
  const { run, failures } = night;
  switch (night.verdict) {
    case 'first':
      return `first: there is no good night to compare with${night.missed.length === 0 ? '' : `, and ${missed(night)}`}`;
    case 'good':
      return `good: ${goodBecause(night)}`;
    case 'suspected':
      return `suspected: ${named(having(night, 'open'))}; not confirmed`;
    case 'regression':
      return `regression: ${listed([...confirmed(night), ...(night.missed.length > 0 ? [missed(night)] : [])])}`;
    case 'failed':
      return `failed: ${counted(run.failed, 'trial')} of ${fixed(run.ok + run.failed, 0)}, in ${namesOf(failures.map(({ cell }) => cell))}`;
    case 'nothing':
      return 'nothing was measured: every trial failed';
    case 'interrupted':
      return `interrupted after ${counted(run.ok + run.failed, 'trial')}: it counts as no night`;
  }
}

/** On one line of 200 characters at most, for the title of an issue. */
export function issueTitle(night: Night): string {
  return clipped(plainLine(`Nightly ${verdictSentence(night)}`), 200);
}

/** `single −20.1 %, slower (12,345 req/s → 9,876 req/s)`, or that it gave no figure. */
export function suspectInWords(suspect: Suspect): string {
  const { metric, from, to, change } = suspect;
  if (change === null) return `${shortName(suspect.cell)} gave no figure`;
  return `${shortName(suspect.cell)} ${changeInWords(suspect)} (${metricValue(metric, from)} → ${metricValue(metric, to)})`;
}

/** What `ab` answered, without the name. */
export function answerInWords({ answer, metric, ab, reason, nights }: Suspect): string {
  const measured =
    ab === null
      ? ''
      : ab.change === null
        ? ': no figure'
        : `: ${changeInWords({ metric, change: ab.change })}`;
  const pairs = ab === null ? '' : `, ${counted(ab.pairs, 'pair')}`;
  return answer === 'open'
    ? `open${nights > 1 ? ` for ${counted(nights, 'night')}` : ''}: ${clipped(reason ?? 'nobody asked', LONGEST_REASON)}`
    : `${answer}${measured}${pairs}`;
}

/** Why the night starts anew, or how it was compared: a sentence each. */
export function baseSentences({ base: { nights, passedOver }, accepted }: Night): string[] {
  const passed = passedOver.map(({ id, reason }) => `${id} is not compared with: ${reason}`);
  return [
    ...(nights.length > 0
      ? [`compared with ${counted(nights.length, 'good night')}: ${listed(nights.map(({ id }) => id))}`]
      : passed.length > 0
        ? ['no good night can be compared with: this one starts anew']
        : []),
    ...passed,
    ...(accepted ? ['accepted: nights to come are compared with this one, and with none before it'] : []),
  ];
}

function goodBecause({ base, suspects, accepted }: Night): string {
  const { nights, cells, undecided } = base;
  if (suspects.length > 0) {
    return accepted
      ? `${named(suspects)}, accepted`
      : `${named(suspects)} against the last good nights, and not when it alternates with the last good commit`;
  }
  const open = undecided === 0 ? '' : `; cannot tell in ${fixed(undecided, 0)} of ${counted(cells, 'setup')}`;
  return `no regression against ${counted(nights.length, 'good night')}${open}`;
}

function confirmed(night: Night): string[] {
  const found = night.accepted ? [] : night.suspects.filter(isFound);
  const [open, sure] = [true, false].map((isOpen) =>
    found.filter(({ answer }) => (answer === 'open') === isOpen),
  ) as [Suspect[], Suspect[]];
  const most = Math.max(...open.map(({ nights }) => nights));
  return [
    ...(sure.length === 0 ? [] : [`${named(sure)}, confirmed by ab`]),
    ...(open.length === 0
      ? []
      : [`${named(open)}, for ${counted(most, 'night')} in a row without an answer of ab`]),
  ];
}

function missed({ missed: gates }: Night): string {
  return gates.length === 1
    ? `the gate ${clipped(gates[0]?.text ?? '', LONGEST_NAME)} is not met`
    : `${fixed(gates.length, 0)} gates are not met`;
}

function having({ suspects }: Night, answer: Suspect['answer']): Suspect[] {
  return suspects.filter((suspect) => suspect.answer === answer);
}

/** The largest change first. */
function named(suspects: readonly Suspect[]): string {
  const sizeOf = ({ change }: Suspect) => Math.abs(change ?? Number.POSITIVE_INFINITY);
  const sorted = suspects.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const told = sorted
    .slice(0, MOST_NAMED)
    .map((suspect) =>
      suspect.change === null
        ? `${shortName(suspect.cell)} gives no figure`
        : `${shortName(suspect.cell)} ${changeInWords(suspect)}`,
    );
  return andMore(told, suspects.length);
}

function namesOf(cells: readonly string[]): string {
  return andMore(cells.slice(0, MOST_NAMED).map(shortName), cells.length);
}

function andMore(told: readonly string[], all: number): string {
  const left = all - told.length;
  return left > 0 ? `${told.join('; ')} and ${fixed(left, 0)} more` : told.join('; ');
}

function shortName(cell: string): string {
  return clipped(plainLine(cell), LONGEST_NAME);
}

/** What each verdict asks of whoever reads it. */
export const ADVICE: Readonly<Record<NightVerdict, string | null>> = {
  first: null,
  good: null,
  suspected:
    'Nothing has to be done yet: the next night asks again, and the third calls. If the change is wanted, run the night again with --accept.',
  regression: 'Mend it, or, if the change is wanted, run the night again with --accept.',
  failed: 'The report says why each trial failed, with the last lines of the process at fault.',
  nothing: 'The report says why each trial failed, with the last lines of the process at fault.',
  interrupted: null,
};
