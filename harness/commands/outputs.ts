/** Files for other programs, which `--output` asks for. */
import { relative } from 'node:path';
import type { OutputFile, OutputFiles } from '../../reports/outputs/output.ts';
import type { CommandContext } from './command-context.ts';
import { printProblem } from './print-problem.ts';

export interface WantedOutputs {
  /** Names of outputs. */
  readonly names: readonly string[];
  readonly folder: string;
  /** Calls the function for the record's kind. */
  readonly render: (files: OutputFiles) => readonly OutputFile[] | undefined;
  /** Whether standard output holds something else, and no paths. */
  readonly isQuiet?: boolean;
}

/**
 * Writes the outputs and prints their paths. One that cannot be written gets a notice: the result is on disk already.
 *
 * @returns whether all were written
 */
export async function tryToWriteOutputs(
  { names, folder, render, isQuiet = false }: WantedOutputs,
  { cwd, stdout, stderr }: Pick<CommandContext, 'cwd' | 'stdout' | 'stderr'>,
): Promise<boolean> {
  if (names.length === 0) return true;
  // Imported late: few commands write outputs.
  const { writeOutputs } = await import('../../reports/outputs/write-outputs.ts');
  const { files, failures } = await writeOutputs(names, render, folder);
  if (!isQuiet) printOutputs(files, { cwd, stdout });
  for (const failure of failures) printProblem(stderr, failure);
  return failures.length === 0;
}

export function printOutputs(
  files: readonly string[],
  { cwd, stdout }: Pick<CommandContext, 'cwd' | 'stdout'>,
): void {
  for (const file of files) stdout.write(`output: ${relative(cwd, file)}\n`);
}
