/** Every check of the host. */
import { cpuPressure, foreignLoad, steal } from './disturbance.ts';
import { battery, boost, cgroupLimit, cores, governor, smt, virtualization } from './hardware.ts';
import type { HostCheck, HostState } from './host-check.ts';
import { localPorts, memory, openFiles, timeWait } from './limits.ts';
import { node, proxyChecks, taskset } from './software.ts';

/** In the order in which they are shown: what changes from minute to minute first. */
export function hostChecks(state: HostState): HostCheck[] {
  const { host } = state;
  return [
    ...[foreignLoad, cpuPressure, steal].map((check) => check(state)),
    ...[cores, cgroupLimit, governor, smt, virtualization].map((check) => check(host)),
    ...[boost, battery, memory, openFiles, localPorts, timeWait].map((check) => check(state)),
    ...proxyChecks(state),
    ...[node, taskset].map((check) => check(state)),
  ];
}
