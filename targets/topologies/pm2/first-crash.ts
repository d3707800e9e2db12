import type { Instances } from '../../instances.ts';

/**
 * firstCrash settles with a sentence when PM2 has replaced a worker that no control ended. PM2 reports no crash to
 * us, but the replacement announces itself.
 *
 * @param intended pids that a control has ended or replaces
 */
export function firstCrash(instances: Instances, intended: ReadonlySet<number>): Promise<string> {
  return new Promise((resolve) => {
    instances.onReplaced((instance, lostPid) => {
      if (intended.has(lostPid)) return;
      resolve(`lost worker ${instance} (pid ${lostPid}), which PM2 replaced, while it was under load`);
    });
  });
}
