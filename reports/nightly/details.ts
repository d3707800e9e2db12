/** Evidence for the verdict of a night: its suspects, its base, its failures. */
import type { Night, Suspect } from '../../harness/records/night.ts';
import { clipped } from '../clipped.ts';
import { cellName, short } from '../compare/names.ts';
import { changeInWords, metricValue } from '../compare/words.ts';
import { type Block, list } from '../document/block.ts';
import { code, joined, type Part, type Text, type Tint, text, tinted } from '../document/inline.ts';
import { capital, counted, listed } from '../format.ts';

const MOST_LINES = 40;
const LONGEST_REASON = 300;
const LONGEST_SENTENCE = 1_000;

/** The variants that were suspected, with what `ab` found. */
export function suspectsList({ suspects }: Night): Block[] {
  return some(suspects.map(suspectItem));
}

const TINTS: Readonly<Record<Suspect['answer'], Tint>> = {
  confirmed: 'bad',
  cleared: 'good',
  open: 'doubtful',
};

/** `single −20.1%, slower (12,345 req/s → 9,876 req/s); ab: confirmed, −19.8%, slower in 4 pairs`. */
export function suspectItem(suspect: Suspect): Text {
  const { cell, metric, from, to, change, answer } = suspect;
  const values = `${metricValue(metric, from)} → ${metricValue(metric, to)}`;
  const what = change === null ? 'has no figure' : changeInWords(suspect);
  return text`${cellName({ id: cell })} ${what} (${values}); ab: ${tinted(TINTS[answer], answer)}${answerText(suspect)}`;
}

function answerText({ answer, metric, ab, reason, nights }: Suspect): string {
  if (answer === 'open') {
    const since = nights > 1 ? ` for ${counted(nights, 'night')}` : '';
    return `${since}: ${clipped(reason ?? 'it did not run', LONGEST_REASON)}`;
  }
  if (ab === null) return '';
  const change = ab.change === null ? 'no figure' : changeInWords({ metric, change: ab.change });
  return `, ${change} in ${counted(ab.pairs, 'pair')}`;
}

/** How the night was compared, or why it starts anew. */
export function baseList({ base: { nights, passedOver }, accepted }: Night): Block[] {
  const passed = passedOver.map(({ id, reason }) => `${id} is not compared: ${reason}`);
  const startsAnew = nights.length === 0 && passed.length > 0;
  return some([
    ...(nights.length > 0
      ? [`Compared with ${counted(nights.length, 'good night')}: ${listed(nights.map(({ id }) => id))}`]
      : []),
    ...(startsAnew ? ['No good night can be compared: this one starts anew'] : []),
    ...passed,
    ...(accepted ? ['Accepted: later nights are compared with this one, and with none before it'] : []),
  ]);
}

export function notesList({ notes }: Night): Block[] {
  return some(notes.map(capital));
}

export function failuresList({ failures }: Night): Block[] {
  return some(
    failures.map(
      ({ cell, trials, reason }) =>
        text`${cellName({ id: cell })}: ${counted(trials, 'trial')}: ${short(reason)}`,
    ),
  );
}

/** The commit, the host and the size of the night's run. */
export function overview({ run, id }: Night): Text {
  const parts: readonly Part[] = [
    text`Night ${code(id)}`,
    ...(run.commit ? [text`commit ${code(run.commit.slice(0, 7))}${run.dirty ? ' with changes' : ''}`] : []),
    ...(run.branch ? [text`branch ${code(short(run.branch))}`] : []),
    `Node.js ${short(run.nodeVersion)}`,
    `${short(run.cpuModel)}, ${counted(run.cores, 'core')}`,
    counted(run.ok + run.failed, 'trial'),
  ];
  return joined(parts, ' · ');
}

/** The first lines, and how many there are more. */
function some(lines: readonly (string | Text)[]): Block[] {
  const left = lines.length - MOST_LINES;
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => (typeof line === 'string' ? clipped(line, LONGEST_SENTENCE) : line));
  return list(left <= 0 ? shown : [...shown, `and ${left} more`]);
}
