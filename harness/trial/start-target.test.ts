/** The address that the user names is that of the proxy, or of the app if there is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runningTarget } from '../../targets/running-target.ts';
import type { Origin } from '../../targets/topology.ts';
import { resolved } from '../dev/testing/resolved.ts';
import { onLinux } from '../dev/testing/sticky-cluster.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { startTarget } from './start-target.ts';
import type { TrialParts } from './trial-parts.ts';

const LISTEN = '127.0.0.2';

/** Starts a made-up target. @param appHost where the app listens; null for where it is told to */
async function started(proxyName: 'none' | 'nginx', appHost: string | null = null, listen = LISTEN) {
  const [cell = assert.fail()] = resolved({ workers: [1], proxies: [proxyName] }).cells;
  const asked: Record<string, Origin> = {};
  const topology: typeof cell.topology = {
    ...cell.topology,
    start: async (_, { host, ports: [port = 0] }) => {
      asked.app = { host, port };
      return runningTarget([], [{ host: appHost ?? host, port }], { controls: {} });
    },
  };
  const start: typeof cell.proxy.start = async ({ host, port }) => {
    asked.proxy = { host, port };
    return runningTarget([], [{ host, port }]);
  };
  const proxy = { ...cell.proxy, start: cell.proxy.start && start };
  const parts = {
    load: { clientAddresses: null, connections: 1 },
    timing: { startTimeoutSeconds: 1 },
    tools: { app: { env: {}, preload: [] }, agents: {}, scratch: '/', listen, proxy: {} },
    signal: new AbortController().signal,
  } as unknown as TrialParts;
  const processes = new TrialProcesses('/');
  const { origin } = await startTarget({ ...cell, topology, proxy }, parts, processes, {});
  return { origin, asked };
}

test('the app listens on the address if there is no proxy', onLinux, async () => {
  const { origin, asked } = await started('none');
  assert.equal(origin.host, LISTEN);
  assert.deepEqual(asked, { app: origin });
});

test('behind a proxy the app stays on 127.0.0.1', onLinux, async () => {
  const { origin, asked } = await started('nginx');
  assert.equal(origin.host, LISTEN);
  assert.deepEqual(asked.proxy, origin);
  assert.equal(asked.app?.host, '127.0.0.1');
  assert.notEqual(asked.app?.port, origin.port);
});

test('an app that keeps an address of its own is refused, unless the user named none', onLinux, async () => {
  await assert.rejects(
    started('none', '::1'),
    /the app listens on \[::1\]:\d+ and not on 127.0.0.2 \(--listen\): let it listen on process.env.HOST/,
  );
  const { origin } = await started('none', '::1', '127.0.0.1');
  assert.equal(origin.host, '::1');
  await started('nginx', '::1');
});
