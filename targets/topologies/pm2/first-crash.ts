import type { Instances } from '../../instances.ts';

interface Watched {
  readonly instances: Instances;
  /** Pids that a control has ended. */
  readonly intended: ReadonlySet<number>;
  /** During a reload, PM2 replaces every worker. */
  readonly isReloading: () => boolean;
}

/**
 * firstCrash settles with a sentence when PM2 has replaced a worker that no control ended. PM2 reports no crash to
 * us, but the replacement announces itself.
 */
export function firstCrash({ instances, intended, isReloading }: Watched): Promise<string> {
  return new Promise((resolve) => {
    instances.onReplaced((instance, lostPid) => {
      if (isReloading() || intended.has(lostPid)) return;
      resolve(`lost worker ${instance} (pid ${lostPid}), which PM2 replaced, while it was under load`);
    });
  });
}
