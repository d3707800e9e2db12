/** Ends a trial early if its warm-up brought nothing but failures: its window would bring the same. */
import { TargetError } from '../../targets/topology.ts';
import { until } from '../host/clock.ts';
import type { Load } from '../load/load.ts';
import { describeFailure, type SoFar } from '../load/so-far.ts';

interface Patience {
  readonly warmupSeconds: number;
  /** End of the warm-up, on the monotonic clock. */
  readonly warmMs: number;
  /** Share of failed requests above which the trial would have no figure. */
  readonly maxErrors: number;
  /** Whether failures are figures of the scenario. */
  readonly expectsFailures: boolean;
  readonly signal: AbortSignal;
}

/** untilHopeless rejects at the end of a warm-up without any success, and else never settles. @throws {TargetError} */
export async function untilHopeless(
  load: Pick<Load, 'soFar'>,
  { warmMs, expectsFailures, signal, ...limits }: Patience,
): Promise<never> {
  const isPatient = expectsFailures || limits.warmupSeconds === 0;
  if (!isPatient) await until(warmMs, signal);
  const reason = isPatient ? null : hopelessReason(await load.soFar(), limits);
  if (reason !== null) throw new TargetError({ reason, lastLines: [] });
  return new Promise<never>(() => {});
}

/**
 * hopelessReason is a sentence if no request got a correct response; or, in a script, if no iteration did and too many
 * requests failed: the form of a login may load, and the login itself fail for everyone.
 */
export function hopelessReason(
  { answered, failed, iterations, failure }: SoFar,
  { warmupSeconds, maxErrors }: Pick<Patience, 'warmupSeconds' | 'maxErrors'>,
): string | null {
  const during = `during the warm-up of ${warmupSeconds} s`;
  const example = failure === null ? '' : `: ${describeFailure(failure)}`;
  if (failed > 0 && answered === 0) return `every request failed ${during} (${failed} requests)${example}`;
  const share = failed / (failed + answered);
  if (iterations.failed > 0 && iterations.completed === 0 && share > maxErrors) {
    return `every iteration failed ${during} (${iterations.failed} iterations)${example}`;
  }
  return null;
}
