/** `cluster-bench doctor`: what of this host would disturb figures, before a run is spent on them. */
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import { type Flags, refuseUnknownFlags } from '../config/flags.ts';
import { refuseWindows } from '../config/host-check.ts';
import { optionsOf } from '../config/options/index.ts';
import type { HostCheck, Level } from '../host/checks/host-check.ts';
import { hostChecks, readHostState } from '../host/checks/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** Signs for a terminal, words for a log. */
const MARKS: Readonly<Record<Level, readonly [sign: string, word: string]>> = {
  fine: ['✓', 'ok'],
  note: ['·', 'note'],
  doubtful: ['!', 'doubtful'],
};
const COLOURS = { fine: 'good', note: 'quiet', doubtful: 'doubtful' } as const satisfies Record<
  Level,
  keyof Palette
>;

/** Takes a little over three seconds. Exits with 1 where a check is doubtful, so that a script can do without the run. */
export async function doctor(flags: Flags, around: Surroundings): Promise<ExitCode> {
  refuseWindows(around.platform);
  refuseUnknownFlags(flags, Object.keys(optionsOf('doctor')));
  const state = await readHostState(around);
  const checks = hostChecks(state);
  const fit = checks.every(({ level }) => level !== 'doubtful');
  around.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ fit, checks, host: state.host }, null, 2)}\n`
      : checksText(checks, around),
  );
  return fit ? exitCodes.done : exitCodes.failed;
}

/** As the screen has it. */
export function checksText(
  checks: readonly HostCheck[],
  { stdout, env }: Pick<Surroundings, 'stdout' | 'env'>,
): string {
  return doctorText(checks, {
    isTerminal: stdout.isTTY === true,
    columns: stdout.columns ?? 80,
    palette: paletteFor(stdout, env),
  });
}

interface Look {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly palette: Palette;
}

/** A line or two a check, its advice below, and one sentence at the end; ends in a newline. */
export function doctorText(checks: readonly HostCheck[], look: Look): string {
  const { palette, columns } = look;
  const doubtful = checks.filter(({ level }) => level === 'doubtful').map(({ code }) => code);
  const verdict =
    doubtful.length === 0
      ? 'This host is fit for measuring.'
      : `Figures measured here now would be disturbed: ${doubtful.join(', ')}.`;
  const colour = doubtful.length === 0 ? palette.good : palette.doubtful;
  return `${[...checks.flatMap((check) => checkLines(check, checks, look)), '', ...wrap(verdict, columns).map(colour)].join('\n')}\n`;
}

function checkLines(
  { level, code, text, advice }: HostCheck,
  all: readonly HostCheck[],
  look: Look,
): string[] {
  const { isTerminal, columns, palette } = look;
  const sign = isTerminal ? 0 : 1;
  const markWidth = Math.max(...Object.values(MARKS).map((mark) => mark[sign].length));
  const codeWidth = Math.max(...all.map((check) => check.code.length));
  const indent = markWidth + codeWidth + 3;
  const [first = '', ...more] = wrap(text, columns - indent);
  const arrow = isTerminal ? '→ ' : '-> ';
  const advised = advice === null ? [] : wrap(arrow + advice, columns - indent);
  const mark = palette[COLOURS[level]](MARKS[level][sign].padEnd(markWidth));
  return [
    `${mark} ${code.padEnd(codeWidth)}  ${first}`,
    ...[...more, ...advised.map(palette.quiet)].map((line) => ' '.repeat(indent) + line),
  ];
}
