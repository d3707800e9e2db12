import type { Restarted } from '../../controls.ts';
import { describeExit } from '../../describe-exit.ts';
import type { Instances } from '../../instances.ts';
import type { ChildHandle } from '../../topology.ts';

/** reload runs `pm2 reload`, as a deploy does. @throws if it fails */
export async function reload(start: () => ChildHandle, instances: Instances): Promise<Restarted> {
  const oldPids = instances.pids();
  const command = start();
  const exit = await command.exited;
  if (exit.code !== 0) {
    const said = command.lastLines().at(-1);
    throw new Error(`pm2 reload failed (${describeExit(exit)})${said === undefined ? '' : `: ${said}`}`);
  }
  const newPids = instances.pids().filter((pid) => !oldPids.includes(pid));
  return { oldPids, newPids, killed: null };
}
