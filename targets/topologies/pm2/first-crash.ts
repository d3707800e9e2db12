import type { Instances } from '../../instances.ts';

/**
 * firstCrash settles with a sentence when PM2 has replaced a worker that no control ended. PM2 reports no crash to
 * us, but the replacement announces itself.
 *
 * @param isIntended whether a control has ended or replaces a process, or made it misbehave
 */
export function firstCrash(instances: Instances, isIntended: (pid: number) => boolean): Promise<string> {
  return new Promise((resolve) => {
    instances.onReplaced((instance, lostPid) => {
      if (isIntended(lostPid)) return;
      resolve(`lost worker ${instance} (pid ${lostPid}), which PM2 replaced, while it was under load`);
    });
  });
}
