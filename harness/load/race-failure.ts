import { TargetError, type TargetFailure } from '../../targets/topology.ts';

/** raceFailure settles as the promise does, unless something fails first or the run is interrupted. */
export function raceFailure<T>(
  promise: Promise<T>,
  broken: Promise<TargetFailure>,
  signal: AbortSignal,
): Promise<T> {
  promise.catch(() => {}); // it may reject later, when nothing awaits it any more
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    broken.then((failure) => reject(new TargetError(failure)));
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
