/** The checks of a host as a document. */
import type { Night } from '../../harness/records/night.ts';
import { type Block, list, paragraph } from '../document/block.ts';
import { code, type Text, type Tint, text, tinted } from '../document/inline.ts';

type Check = Night['checks'][number];

const LEVELS: Readonly<Record<Check['level'], readonly [word: string, tint: Tint]>> = {
  fine: ['ok', 'good'],
  note: ['note', 'quiet'],
  doubtful: ['doubtful', 'doubtful'],
};

/** Every check, and whether the host is fit for measuring. */
export function doctorDocument(checks: readonly Check[]): Block[] {
  const doubtful = checks.filter(({ level }) => level === 'doubtful').map((check) => check.code);
  const verdict =
    doubtful.length === 0
      ? tinted('good', 'This host is fit for measuring.')
      : tinted('doubtful', `Measurements on this host would be noisy now: ${doubtful.join(', ')}.`);
  return [...checksList(checks), ...paragraph(verdict)];
}

/** A line for each check: `doubtful governor: it is powersave → set it, as root`. */
export function checksList(checks: readonly Check[]): Block[] {
  return list(checks.map(checkItem));
}

function checkItem(check: Check): Text {
  const [word, tint] = LEVELS[check.level];
  const advice = check.advice === null ? [] : text` ${tinted('quiet', '→ ', check.advice)}`;
  return text`${tinted(tint, word)} ${code(check.code)}: ${check.text}${advice}`;
}
