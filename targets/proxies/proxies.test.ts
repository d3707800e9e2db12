/** Every proxy with a real program in front of small servers: who gets the requests, and what its controls do. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { haproxyForTests } from '../../harness/dev/testing/haproxy.ts';
import { nginxForTests } from '../../harness/dev/testing/nginx.ts';
import { ask, startProxy, startUpstream, whoAnswers } from '../../harness/dev/testing/running-proxy.ts';
import type { TargetError } from '../topology.ts';
import { haproxy } from './haproxy/haproxy.ts';
import { proxies, type ReverseProxy } from './index.ts';
import { nginx } from './nginx/nginx.ts';
import { nginxIpHash } from './nginx/nginx-ip-hash.ts';
import { nginxTls } from './nginx/nginx-tls.ts';

/** Whether the test must be skipped: the host lacks the proxy's program. */
function isSkipped(context: TestContext, proxy: ReverseProxy): boolean {
  const find = proxy.program === haproxy.program ? haproxyForTests : nginxForTests;
  return find(context) === null;
}

const twoUpstreams = (context: TestContext) =>
  Promise.all([startUpstream(context, 'a'), startUpstream(context, 'b')]);

for (const proxy of [nginx, nginxTls, haproxy]) {
  test(`${proxy.name} distributes requests, and says who the client was`, async (context) => {
    if (isSkipped(context, proxy)) return;
    const upstreams = await twoUpstreams(context);
    const running = await startProxy(context, proxy, upstreams);
    assert.equal(await whoAnswers(running, { tls: proxy.terminatesTls === true }), 'a,b');
    assert.deepEqual(upstreams[0].seen[0], { method: 'GET', forwarded: '127.0.0.1' });
  });
}

for (const proxy of [nginx, haproxy]) {
  test(`${proxy.name} takes an upstream out, and puts it back`, async (context) => {
    if (isSkipped(context, proxy)) return;
    const running = await startProxy(context, proxy, await twoUpstreams(context));
    const { takeOut, putBack } = running.controls;
    assert.ok(takeOut && putBack);
    assert.deepEqual(Object.keys(running.controls), proxy.controls, 'as it declares');
    await takeOut(0);
    assert.equal(await whoAnswers(running), 'b');
    await putBack(0);
    assert.equal(await whoAnswers(running), 'a,b');
    // One after the other, although both are asked for at once.
    await Promise.all([takeOut(1), putBack(1), takeOut(0)]);
    assert.equal(await whoAnswers(running), 'b');
    await assert.rejects(takeOut(7), /upstream 7|app-7/);
  });
}

test('nginx-ip-hash keeps a client network on one upstream', async (context) => {
  if (isSkipped(context, nginxIpHash)) return;
  const running = await startProxy(context, nginxIpHash, await twoUpstreams(context));
  assert.equal((await whoAnswers(running)).length, 1, 'all of 127.0.0.*');
  if (process.platform !== 'linux') return;
  const networks = Array.from({ length: 16 }, (_, network) => `127.0.${network}.1`);
  const answers = await Promise.all(networks.map((localAddress) => whoAnswers(running, { localAddress }, 3)));
  assert.deepEqual([...new Set(answers)].sort(), ['a', 'b'], 'each network one of both');
});

test('nginx serves a scenario’s files itself', async (context) => {
  if (isSkipped(context, nginx)) return;
  const folder = mkdtempSync(join(temporaryFolder(context, 0o711), 'files-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'a.js'), 'export {};', { mode: 0o644 });
  const running = await startProxy(context, nginx, await twoUpstreams(context), {
    wants: { files: { path: '/static/', folder }, upgrades: false },
  });
  assert.equal(await ask(running, { path: '/static/a.js' }), 'export {};');
  assert.match(await ask(running), /^[ab]$/);
});

for (const proxy of [nginx, haproxy]) {
  test(`another program on the port of ${proxy.name} is not mistaken for it`, async (context) => {
    if (isSkipped(context, proxy)) return;
    const stranger = await startUpstream(context, 'stranger');
    const started = startProxy(context, proxy, [stranger], { port: stranger.origin.port });
    await assert.rejects(started, (error: TargetError) => {
      assert.match(error.message, /ended before it listened/);
      assert.match(
        error.lastLines.join('\n'),
        new RegExp(`bind.*127\\.0\\.0\\.1:${stranger.origin.port}|cannot bind`, 'i'),
      );
      return true;
    });
  });
}

test('every proxy but none says how it behaves, and which program it runs', () => {
  for (const { name, start, behavior, program } of proxies) {
    assert.equal(start === null, behavior === null, name);
    assert.equal(start === null, program === undefined, name);
  }
});
