/** The line of a trial that took a profile: its hottest function, or why there is no profile. */
import { percent } from '../../reports/format.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { Profile } from '../records/run.ts';
import { type Look, placeOf } from './lines.ts';
import type { RunState } from './state.ts';

export function profileLines(profile: Profile, state: RunState, look: Look): string[] {
  const { isTerminal, palette, columns = Number.POSITIVE_INFINITY } = look;
  const place = placeOf({ cell: profile.cell, order: state.ended }, state);
  const isTaken = profile.status === 'ok';
  const mark = isTaken ? (isTerminal ? '✓' : 'ok    ') : isTerminal ? '✗' : 'failed';
  const used = mark.length + place.length + 3;
  const [first = '', ...more] = wrap(wordsOf(profile), Math.max(30, columns - used));
  const tint = isTaken ? (line: string) => line : palette.bad;
  return [
    `${isTaken ? palette.good(mark) : palette.bad(mark)} ${place}  ${tint(first)}`,
    ...more.map((line) => `${' '.repeat(used)}${tint(line)}`),
  ];
}

/** `profile: 34% in parse of (app)` */
function wordsOf(profile: Profile): string {
  if (profile.status === 'missing') return `no profile: ${profile.reason}`;
  const [first] = profile.hottest;
  const { file } = profile;
  return first === undefined
    ? `profile: ${file}`
    : `profile: ${percent(first.selfShare, 0)} in ${first.name} of ${first.package}`;
}
