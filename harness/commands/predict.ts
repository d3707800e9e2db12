/** `cluster-bench predict`: bounds and expectation on paper, for a host that one does not have. */
import type { Flags } from '../config/flags.ts';
import { predictConfig } from '../config/predict.ts';
import { predicted } from '../judge/prediction.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { predictionText } from './prediction-text.ts';

interface PaperSurroundings {
  readonly cwd: string;
  readonly cores: number;
  readonly stdout: { readonly columns?: number; write(text: string): unknown };
}

/** @throws {UsageError} when the command was wrong */
export function predict(flags: Flags, { cwd, cores, stdout }: PaperSurroundings): ExitCode {
  const config = predictConfig(flags, cwd, cores);
  const predictions = config.workers.map((workers) => predicted(workers, config));
  stdout.write(`${predictionText(config, predictions, stdout.columns)}\n`);
  return exitCodes.done;
}
