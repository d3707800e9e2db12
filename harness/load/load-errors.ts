/** Counts of failures by class. */
import { errorKinds } from '../records/error-kinds.ts';
import type { LoadErrors } from '../records/run.ts';

/** noErrors returns a zero for each class of failures. */
export function noErrors(): LoadErrors {
  return {
    connect: 0,
    timeout: 0,
    resetSending: 0,
    reset: 0,
    closed: 0,
    cut: 0,
    non2xx: 0,
    serverError: 0,
    retryLater: 0,
    tooManyClients: 0,
    mismatch: 0,
    check: 0,
  };
}

/** sumErrors adds up the failures of each class. */
export function sumErrors(parts: readonly LoadErrors[]): LoadErrors {
  const total = noErrors();
  for (const part of parts) for (const kind of errorKinds) total[kind] += part[kind];
  return total;
}
