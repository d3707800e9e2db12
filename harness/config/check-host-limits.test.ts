import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from '../dev/testing/resolved.ts';
import { type HostLimits, readHostLimits } from '../host/host-limits.ts';
import { checkHostLimits } from './check-host-limits.ts';

const limits: HostLimits = {
  openFiles: 4096,
  localPorts: { first: 32_768, last: 60_999 },
  availableMemoryBytes: 6e9,
};
const direct = ['none'];
const proxied = ['none', 'nginx'];
const check = (
  workers: number,
  connections: number,
  host: Partial<HostLimits> = {},
  proxies: readonly string[] = direct,
) => checkHostLimits(resolved({ workers: [1, workers], connections, proxies }), { ...limits, ...host }, {});
const refused = (message: string) => ({ name: 'UsageError', message });

test('a run that needs exactly the allowed file descriptors is accepted', () => {
  check(100, 4096 - 64);
  check(100, 2016, {}, proxied);
  check(1, 1_000_000, { openFiles: null, localPorts: null });
});

test('more connections than one process can hold are refused', () => {
  assert.throws(
    () => check(1, 4033),
    refused(
      '--connections 4033 may need 4,097 open files in one process, but this host allows 4,096; use 4,032 or fewer, or raise the limit with `ulimit -n 4097` (as root, or through nofile in /etc/security/limits.conf)',
    ),
  );
});

test('nginx needs two descriptors per connection', () => {
  assert.throws(
    () => check(1, 3000, {}, proxied),
    refused(
      '--connections 3000 may need 6,064 open files in the proxy, which opens two per connection, but this host allows 4,096; use 2,016 or fewer, leave the proxy out (--proxy none), or raise the limit with `ulimit -n 6064` (as root, or through nofile in /etc/security/limits.conf)',
    ),
  );
});

test('more connections than local ports are refused', () => {
  assert.throws(
    () => check(1, 30_000, { openFiles: null }),
    refused(
      '--connections 30000 needs one local port each, but 32768-60999 leave 27,976; use 27,976 or fewer, or raise the limit with `sysctl -w net.ipv4.ip_local_port_range="1024 65535"`',
    ),
  );
  assert.throws(
    () => check(1, 70_000, { openFiles: null }),
    refused(
      '--connections 70000 needs one local port each, but 32768-60999 leave 27,976; use 27,976 or fewer',
    ),
  );
});

test('more workers than fit into memory, or than the maximum, are refused', () => {
  assert.throws(
    () => check(10_000, 1),
    refused(
      '--workers 10000 does not fit: 6.0 GB of free memory hold about 100 workers of 60 MB each; use 100 or fewer',
    ),
  );
  assert.throws(
    () => check(10_000, 1, { availableMemoryBytes: 1e12 }),
    refused('--workers 10000 is too many; use 1,024 or fewer'),
  );
  assert.throws(
    () => check(1, 1, { availableMemoryBytes: 50e6 }),
    refused(
      '--workers 1 does not fit in 0.1 GB of free memory; a worker takes about 60 MB, so free some memory first',
    ),
  );
});

test('a small run is within the limits of this host', async () => {
  const host = await readHostLimits();
  assert.ok(host.availableMemoryBytes > 0);
  assert.ok(host.openFiles === null || host.openFiles > 64);
  checkHostLimits(resolved({ workers: [1], connections: 10, proxies: direct }), host, {});
});
