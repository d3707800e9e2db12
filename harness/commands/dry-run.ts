/**
 * `--dry-run`: prints the plan of a command. Everything is checked, but nothing is started and no folder is
 * created.
 */

import { paletteFor } from '../../reports/render/palette.ts';
import { columnsOf, wrap } from '../../reports/render/terminal.ts';
import type { Compared } from '../config/ab.ts';
import { gatedCells } from '../config/check-gates.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { originOf } from '../config/user-values.ts';
import type { Trial } from '../records/run.ts';
import { plannedLines } from '../terminal/lines.ts';
import { pairsPlannedLines } from '../terminal/pair-lines.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sentLines } from './planned-requests.ts';

type Around = Pick<CommandContext, 'stdout' | 'env'>;

const STARTED_NOTHING = 'dry run: nothing was started';

/**
 * Prints the plan of a run, and its estimated time.
 * @param notes sentences printed below
 * @param kept trials of the run that goes on
 */
export async function printRunPlan(
  run: ResolvedRun,
  around: Around,
  notes: readonly string[] = [],
  kept: readonly Trial[] = [],
): Promise<ExitCode> {
  const { plannedEvent } = await import('../run/estimate.ts');
  const { columns, palette } = lookOf(around);
  return printPlan(plannedLines(plannedEvent(run, kept), columns, palette), run, around, notes);
}

/** Prints the plan of a comparison in pairs, and its maximum time. */
export async function printPairsPlan(
  run: ResolvedRun,
  { compared, maxPairs }: { readonly compared: Compared; readonly maxPairs: number },
  around: Around,
): Promise<ExitCode> {
  const { pairsPlannedEvent } = await import('../run/estimate.ts');
  const event = pairsPlannedEvent(run, { labels: labelsOf(compared), maxPairs });
  const { columns, palette } = lookOf(around);
  return printPlan(pairsPlannedLines(event, columns, palette), run, around, []);
}

function labelsOf(compared: Compared): Record<'base' | 'head', string> {
  const { base, head } = compared;
  return compared.kind === 'nodes'
    ? { base: `Node ${base}`, head: `Node ${head}` }
    : { base, head: head ?? 'working tree' };
}

function printPlan(
  lines: readonly string[],
  run: ResolvedRun,
  { stdout }: Around,
  notes: readonly string[],
): ExitCode {
  const { config } = run;
  const { precision, maxTrials, connectionsAuto, notices } = config;
  const more = [
    ...sentLines(config),
    ...notices,
    ...(precision === null
      ? []
      : [
          `trials are added until the mean is known to within ${100 * precision}%, up to ${maxTrials} per variant`,
        ]),
    ...(connectionsAuto ? ['the number of connections is chosen before the first trial'] : []),
    ...gateLines(run),
    ...notes,
    STARTED_NOTHING,
  ];
  const sentences = more.flatMap((sentence) => wrap(sentence, columnsOf(stdout), '  '));
  stdout.write(`${[...lines.filter((line) => line !== ''), ...sentences].join('\n')}\n`);
  return exitCodes.done;
}

/** Each gate, and the variants that it concerns. */
function gateLines(run: ResolvedRun): string[] {
  return gatedCells(run, originOf(run.config.asked.user, 'gate')).map(
    ({ rule, cells }) => `gate ${rule.text}: ${cells.join(', ')}`,
  );
}

function lookOf({ stdout, env }: Around) {
  return { columns: stdout.columns ?? 80, palette: paletteFor(stdout, env) };
}
