/** `cluster-bench predict`: limits, and what the model predicts, also for hosts that are not available. */
import { predictionDocument } from '../../reports/predict/document.ts';
import { predictConfig } from '../config/predict.ts';
import { predicted } from '../judge/prediction.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Output, print } from './print.ts';

/** @throws {UsageError} if the command is wrong */
export function predict(
  flags: Readonly<Record<string, unknown>>,
  around: Output & Pick<CommandContext, 'cwd' | 'cores'>,
): ExitCode {
  const config = predictConfig(flags, around.cwd, around.cores);
  const predictions = config.workers.map((workers) => predicted(workers, config));
  print(predictionDocument(config, predictions, config.claim), around);
  return exitCodes.done;
}
