import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN, resolved } from '../dev/testing/resolved.ts';
import { checkAskedFor, refuseEmptyPlan, refuseWindows } from './host-check.ts';
import type { Given } from './values.ts';

const given = (origin: string): Given => ({ texts: [], origin, folder: '/' });
const refused = (message: string) => ({ name: 'UsageError', message });

test('a default that the host cannot run is not an error', () => {
  checkAskedFor({}, resolved({}, PLAIN), PLAIN);
});

test('a policy requested by name is checked', () => {
  assert.throws(
    () =>
      checkAskedFor({ policy: given('--policy') }, resolved({ policies: ['rr', 'reuseport'] }, PLAIN), PLAIN),
    refused('--policy reuseport: listen({ reusePort: true }) needs Node 22.12 or later; this is v20.19.0'),
  );
});

test('a proxy requested by name is checked', () => {
  assert.throws(
    () =>
      checkAskedFor({ proxy: given('CLUSTER_BENCH_PROXY') }, resolved({ proxies: ['nginx'] }, PLAIN), PLAIN),
    refused('CLUSTER_BENCH_PROXY nginx: nginx is not installed (apt-get install nginx)'),
  );
});

test('a plan without any cell is refused', () => {
  assert.throws(
    () =>
      refuseEmptyPlan({
        ...resolved(),
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
