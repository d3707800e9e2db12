/** What `nightly` says last: what came of it, what it rests on, and where it is. */
import { join, relative } from 'node:path';
import { plainLine, withoutCommand } from '../../reports/escape.ts';
import {
  ADVICE,
  answerInWords,
  baseSentences,
  suspectInWords,
  verdictSentence,
} from '../../reports/nightly/sentences.ts';
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { Night, NightVerdict } from '../records/night.ts';
import type { Surroundings } from './surroundings.ts';

const COLOURS: Readonly<Record<NightVerdict, keyof Palette>> = {
  first: 'good',
  good: 'good',
  suspected: 'doubtful',
  regression: 'bad',
  failed: 'bad',
  nothing: 'bad',
  interrupted: 'doubtful',
};

/** @param folder of the night; ends in a newline */
export function nightText(
  night: Night,
  folder: string,
  { stdout, env, cwd }: Pick<Surroundings, 'stdout' | 'env' | 'cwd'>,
): string {
  const palette = paletteFor(stdout, env);
  const columns = Math.min(100, stdout.columns ?? 80);
  const fold = (sentence: string) => wrap(plainLine(sentence), columns, '  ').map(withoutCommand);
  const advice = ADVICE[night.verdict];
  const details = [
    ...night.suspects.map((suspect) => `${suspectInWords(suspect)}; ${answerInWords(suspect)}`),
    ...baseSentences(night),
    ...night.notes,
    ...(advice === null ? [] : [advice]),
  ];
  return [
    '',
    ...details.flatMap(fold),
    `night: ${relative(cwd, join(folder, 'summary.md'))}`,
    ...fold(verdictSentence(night)).map(palette[COLOURS[night.verdict]]),
    '',
  ].join('\n');
}
