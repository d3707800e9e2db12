/** Runs behind each proxy: TLS, a user's configuration, static files, and requests that a proxy loses. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { builtInApps } from '../../../targets/apps/index.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { haproxyForTests } from '../testing/haproxy.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { run } from '../testing/sound-runs.ts';

const OWN = `events {}
http {
  upstream mine { {upstreams} }
  server { listen {listen}; location / { proxy_pass http://mine; } }
}
`;

test('TLS, haproxy and a user’s configuration, side by side', async (context) => {
  if (!nginxForTests(context) || !haproxyForTests(context)) return;
  const own = join(temporaryFolder(context), 'mine.conf');
  writeFileSync(own, OWN);
  const proxy = `nginx,nginx-tls,nginx-ip-hash,haproxy,${own}`;
  const args = ['--workers', '2', '--topology', 'processes', '--proxy', proxy, '--connections', '8'];
  const { record, trials, folder } = await run(context, [...args, '--app', 'http']);
  const ids = ['nginx', 'nginx-ip-hash', 'nginx-tls', 'haproxy', 'mine'].map((name) => `${name}+processes-2`);
  assert.deepEqual([...trials.keys()].sort(), [...ids].sort());
  for (const [id, { load }] of trials) {
    assert.ok(load.completed > 0, id);
    assert.deepEqual(Object.keys(load.statuses), ['200'], id);
    assert.equal(load.client, 'direct', 'one client for all of them, which can speak TLS');
  }
  assert.equal(record.plan.proxies.at(-1)?.configuration?.path, own);
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /proxy `nginx-tls`: TLS +\| TLS 1\.3/);
});

for (const { name } of builtInApps) {
  test(`static files are served by nginx, else by ${name}`, async (context) => {
    if (!nginxForTests(context)) return;
    const args = ['--workers', '1', '--topology', 'single', '--proxy', 'none,nginx', '--scenario', 'static'];
    const { trials } = await run(context, [...args, '--app', name, '--connections', '4']);
    const requestsOf = (id: string) =>
      trials.get(id)?.processes.find(({ role }) => role === 'worker')?.requests;
    assert.ok((requestsOf('single') ?? 0) > 0);
    assert.equal(requestsOf('nginx+single'), 0);
    assert.ok((trials.get('nginx+single')?.load.completed ?? 0) > 0);
  });

  test(`a proxy loses requests where ${name} closes idle connections first`, async (context) => {
    if (!nginxForTests(context) || !haproxyForTests(context)) return;
    const proxy = ['--proxy', 'none,nginx,haproxy', '--topology', 'single', '--workers', '1'];
    const load = ['--scenario', 'idle-upstream', '--connections', '20', '--rate', '500'];
    const { trials, folder } = await run(context, [...proxy, ...load, '--app', name]);
    assert.ok((trials.get('nginx+single')?.load.statuses['502'] ?? 0) > 0);
    const { closed = 0, reset = 0 } = trials.get('haproxy+single')?.load.errors ?? {};
    assert.ok(closed + reset > 0);
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    assert.match(report, /Lost behind `nginx`.*after 10(\.0)? ms, the proxy after 60 s/);
  });
}
