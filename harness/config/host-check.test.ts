import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostAbilities } from '../../targets/member.ts';
import type { Given } from './given.ts';
import { checkAskedFor, refuseEmptyPlan, refuseWindows } from './host-check.ts';

const poorHost: HostAbilities = { reusePort: false, nginx: null, nodeVersion: 'v20.19.0', platform: 'linux' };
const given = (origin: string): Given => ({ texts: [], origin, folder: '/' });
const refused = (message: string) => ({ name: 'UsageError', message });

test('a default that the host lacks is no mistake', () => {
  checkAskedFor({}, { policies: ['rr', 'reuseport'], proxies: ['none', 'nginx'] }, poorHost);
});

test('a policy asked for by name', () => {
  assert.throws(
    () =>
      checkAskedFor({ policy: given('--policy') }, { policies: ['rr', 'reuseport'], proxies: [] }, poorHost),
    refused('--policy reuseport: listen({ reusePort: true }) needs Node 22.12 or later; this is v20.19.0'),
  );
});

test('a proxy asked for by name', () => {
  assert.throws(
    () =>
      checkAskedFor({ proxy: given('CLUSTER_BENCH_PROXY') }, { policies: [], proxies: ['nginx'] }, poorHost),
    refused('CLUSTER_BENCH_PROXY nginx: nginx is not installed (apt-get install nginx)'),
  );
});

test('a plan of which nothing is left', () => {
  assert.throws(
    () =>
      refuseEmptyPlan({
        cells: [],
        skipped: [
          { cell: 'a', reason: 'x' },
          { cell: 'b', reason: 'x' },
        ],
      }),
    refused('nothing can run on this host: x'),
  );
});

test('Windows', () => {
  refuseWindows('linux');
  refuseWindows('darwin');
  assert.throws(
    () => refuseWindows('win32'),
    refused('Windows is not supported; run cluster-bench on Linux or macOS, or in WSL'),
  );
});
