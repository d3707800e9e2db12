/** Figures that are measured, and are none: the client misread responses, no server can have given them, or too many requests failed. */
import { TargetError } from '../../targets/topology.ts';
import { implausible, type NoFigureCode, tooManyErrors } from '../judge/no-figure.ts';
import { clientNamed } from '../load/clients/index.ts';
import type { LoadFigures, ProbedResponse } from '../records/run.ts';

/** A trial that was measured, and has no figure. */
export class NoFigure extends TargetError {
  readonly code: NoFigureCode;
  readonly load: LoadFigures;
  constructor(code: NoFigureCode, reason: string, load: LoadFigures) {
    super({ reason, lastLines: [] });
    this.code = code;
    this.load = load;
  }
}

/** The client met responses that it misreads: the trial is measured again with the one that does not. */
export class Misread extends Error {
  override readonly name = 'Misread';
}

/** @throws {Misread} where the other client can still tell @throws {NoFigure} */
export function refuseFigures(
  figures: LoadFigures,
  response: ProbedResponse,
  tolerated: Parameters<typeof tooManyErrors>[1],
): void {
  const impossible = implausible(figures, response);
  if (impossible !== null && clientNamed(figures.driver).mayMisread) throw new Misread(impossible);
  if (impossible !== null) throw new NoFigure('implausible', impossible, figures);
  const errors = tooManyErrors(figures, tolerated);
  if (errors !== null) throw new NoFigure('too-many-errors', errors, figures);
}
