/**
 * Rejects measured figures that cannot be used: the client misread responses, no server can have given them, or too
 * many requests failed.
 */
import { TargetError } from '../../targets/topology.ts';
import { implausible, type NoFigureCode, tooManyErrors } from '../judge/no-figure.ts';
import { clientNamed } from '../load/clients/index.ts';
import { describeFailure, type FailedRequest } from '../load/so-far.ts';
import type { LoadFigures, ProbedResponse } from '../records/run.ts';

/** NoFigure is thrown for a trial that was measured but has no usable figure. */
export class NoFigure extends TargetError {
  readonly code: NoFigureCode;
  readonly load: LoadFigures;
  constructor(code: NoFigureCode, reason: string, load: LoadFigures) {
    super({ reason, lastLines: [] });
    this.code = code;
    this.load = load;
  }
}

/**
 * Misread is thrown when the client met responses that it misreads. The trial is repeated with a client that reads
 * them.
 */
export class Misread extends Error {
  override readonly name = 'Misread';
}

/**
 * @param failure an example of the failures
 * @throws {Misread} if another client may read the responses @throws {NoFigure} */
export function refuseFigures(
  figures: LoadFigures,
  response: ProbedResponse,
  tolerated: Parameters<typeof tooManyErrors>[1],
  failure: FailedRequest | null,
): void {
  const impossible = implausible(figures, response, tolerated.expectedFailures);
  if (impossible !== null && clientNamed(figures.client).mayMisread) throw new Misread(impossible);
  if (impossible !== null) throw new NoFigure('implausible', impossible, figures);
  const errors = tooManyErrors(figures, tolerated);
  if (errors === null) return;
  const example = failure === null ? '' : `; ${describeFailure(failure)}`;
  throw new NoFigure('too-many-errors', `${errors}${example}`, figures);
}
