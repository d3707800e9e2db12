import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { runningTarget } from '../../running-target.ts';
import type { RunningTarget } from '../../topology.ts';
import { isIdentified } from '../identified.ts';
import type { ProxyContext, ReverseProxy } from '../proxy.ts';
import { untilListening } from '../until-listening.ts';
import { haproxyConfiguration, SOCKET } from './configuration.ts';
import { makeHaproxyFolder } from './folder.ts';
import { HAPROXY, haproxyObstacle } from './program.ts';
import { HAPROXY_CONTROLS, haproxyControls } from './runtime-api.ts';

export const haproxy: ReverseProxy = {
  name: 'haproxy',
  summary: 'HAProxy in front, with keep-alive connections to the app',
  inDefaultPlan: false,
  program: HAPROXY,
  obstacle: haproxyObstacle,
  controls: HAPROXY_CONTROLS,
  hasThreads: true,
  behavior: {
    balancing: 'each request to the next upstream in turn',
    idleUpstream: 'after 5 s without need, half of them at a time (pool-purge-delay)',
    failedUpstream:
      'a refused connection is tried again up to 3 times, at once at another upstream; a request that was sent is never sent again; no health checks',
    tls: null,
  },
  start: startHaproxy,
};

/** @throws {TargetError} with haproxy's message when it refuses the configuration or does not listen */
async function startHaproxy(context: ProxyContext): Promise<RunningTarget> {
  const { host, port, program, folder: parent } = context;
  const path = `/cluster-bench-${randomUUID()}`;
  const text = haproxyConfiguration({ ...context, identityPath: path });
  const { folder, launch, check } = makeHaproxyFolder({ command: program.command, parent }, text);
  await check();
  const child = context.spawn(launch);
  await untilListening(child, (signal) => isIdentified({ host, port, path, tls: false }, signal));
  return runningTarget([child], [{ host, port }], {
    controls: haproxyControls(join(folder, SOCKET)),
  });
}
