/** The list of host checks, and the state that they read. */

import { activeUnits } from '../background-units.ts';
import { detectCapabilities } from '../capabilities.ts';
import { monotonicMs } from '../clock.ts';
import { sampleCpu } from '../cpu-sampler.ts';
import { readCpuHost } from '../cpu-topology.ts';
import { describeHost, readBoost, readOnBattery, versionsOf } from '../describe-host.ts';
import { readHostLimits } from '../host-limits.ts';
import { readKernelSettings } from '../kernel-settings.ts';
import { measurePressure } from '../pressure.ts';
import { readSockets } from '../sockets.ts';
import { cpuPressure, foreignLoad, steal } from './disturbance.ts';
import { battery, boost, cgroupLimit, cores, governor, smt, virtualization } from './hardware.ts';
import type { HostCheck, HostState } from './host-check.ts';
import { localPorts, memory, node, openFiles, proxyChecks, taskset, timeWait } from './limits.ts';
import { acceptQueue, backgroundServices, hugePages, swap } from './settings.ts';

/** hostChecks returns them in the order in which they are shown: what changes from minute to minute comes first. */
export function hostChecks(state: HostState): HostCheck[] {
  const { host } = state;
  return [
    ...[foreignLoad, cpuPressure, steal].map((check) => check(state)),
    ...[cores, cgroupLimit].map((check) => check(host)),
    governor(host, state.kernel),
    ...[smt, virtualization].map((check) => check(host)),
    ...[boost, battery, memory, swap, hugePages, backgroundServices].map((check) => check(state)),
    ...[openFiles, localPorts, timeWait, acceptQueue].map((check) => check(state)),
    ...proxyChecks(state),
    ...[node, taskset].map((check) => check(state)),
  ];
}

/** Pause that keeps the cost of querying the host out of the quiet seconds. */
const REST_MS = 100;
/** In one second a tick of each core is a whole percent: such a short look would miss what trials warn about. */
const QUIET_MS = 3_000;

/** readHostState takes a little over three seconds. */
export async function readHostState(around: {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}): Promise<HostState> {
  const capabilities = await detectCapabilities(around.env);
  const { taskset } = readCpuHost(around);
  const host = await describeHost(versionsOf(capabilities));
  const limits = await readHostLimits();
  const onBattery = await readOnBattery();
  const kernel = readKernelSettings(
    host.coreThreads?.flat() ?? Array.from({ length: host.cores }, (_, cpu) => cpu),
  );
  const backgroundUnits = await activeUnits(around.env);
  const fromMs = monotonicMs() + REST_MS;
  const quiet = { fromMs, toMs: fromMs + QUIET_MS };
  const { signal } = new AbortController();
  const [{ busy, steal }, pressure] = await Promise.all([
    sampleCpu(quiet, signal),
    measurePressure(quiet, signal),
  ]);
  return {
    host,
    capabilities,
    limits,
    sockets: readSockets(),
    taskset,
    boost: readBoost(),
    onBattery,
    kernel,
    backgroundUnits,
    now: { seconds: QUIET_MS / 1_000, busy, steal, pressure },
  };
}
