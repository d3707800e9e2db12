/** `cluster-bench micro`: measures the parts of a request’s CPU time on this host. */
import { cpus } from 'node:os';
import { microDocument, perSecond } from '../../reports/micro/document.ts';
import { microFindings } from '../../reports/micro/findings.ts';
import { builtInApps } from '../../targets/apps/index.ts';
import type { Flags } from '../config/flags.ts';
import { checkTemporaryFolder, refuseWindows } from '../config/host-check.ts';
import { packageVersion } from '../host/package-version.ts';
import { describeSubject } from '../micro/describe-subject.ts';
import { type MicroOutcome, measureMicro, microConfig, subjectsOf } from '../micro/micro.ts';
import { liveArea } from '../terminal/live-area.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { interruptible } from './interrupt.ts';
import { print } from './print.ts';

/** @throws {UsageError} before anything is started */
export async function micro(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const names = builtInApps.map(({ name }) => name);
  const { apps, timeMs, json } = microConfig(flags, names, around.cwd);
  checkTemporaryFolder();

  const progress = progressOn(around);
  return interruptible({ onFirst: () => {}, close: progress.clear }, async (signal) => {
    const outcome = await measureMicro(subjectsOf(apps), {
      timeMs,
      signal,
      onSubject: (subject) => progress.say(`measuring ${describeSubject(subject)}`),
    });
    progress.clear();
    if (signal.aborted) return exitCodes.interrupted;
    if (json) around.stdout.write(asJson(outcome, timeMs, around));
    else print(microDocument(outcome.figures, hostOf(around)), around);
    around.stderr.write(failureLines(outcome));
    return outcome.failures.length === 0 ? exitCodes.done : exitCodes.failed;
  });
}

/** Progress: a single line that is replaced on a terminal, a line per benchmark in a log. */
function progressOn({ stderr, env }: Pick<CommandContext, 'stderr' | 'env'>) {
  const area = liveArea(stderr);
  const isLive = stderr.isTTY === true && env.TERM !== 'dumb';
  return {
    say: (text: string) => (isLive ? area.draw([text]) : void stderr.write(`${text}\n`)),
    clear: () => area.draw([]),
  };
}

function cpuModel(): string {
  return cpus()[0]?.model.trim() ?? 'unknown CPU';
}

function hostOf({ cores, nodeVersion }: CommandContext): string {
  return `Node ${nodeVersion}, ${cpuModel()}, ${cores} cores`;
}

function asJson(
  { figures, failures }: MicroOutcome,
  timeMs: number,
  { cores, nodeVersion }: CommandContext,
): string {
  const text = {
    schema: 'cluster-bench/micro@1',
    tool: { name: 'cluster-bench', version: packageVersion() },
    node: nodeVersion,
    cpuModel: cpuModel(),
    cores,
    timeMs,
    figures: figures.map((row) => ({ ...row, perSecond: perSecond(row) })),
    findings: microFindings(figures),
    failures: failures.map(({ subject, reason }) => ({ subject, reason })),
  };
  return `${JSON.stringify(text, undefined, 2)}\n`;
}

function failureLines({ failures }: MicroOutcome): string {
  return failures
    .flatMap(({ subject, reason, lastLines }) => [
      `cluster-bench: measuring ${describeSubject(subject)} failed (${reason})`,
      ...lastLines.map((line) => `  ${line}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}
