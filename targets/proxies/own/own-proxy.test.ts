/** A user's own configuration: what is filled in, what is refused, and a real nginx and haproxy that run it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkOwnProxies, resolveProxies } from '../../../harness/config/proxies.ts';
import { temporaryFolder } from '../../../harness/dev/testing/cli.ts';
import { haproxyForTests } from '../../../harness/dev/testing/haproxy.ts';
import { nginxForTests } from '../../../harness/dev/testing/nginx.ts';
import { ABLE, resolved } from '../../../harness/dev/testing/resolved.ts';
import { startProxy, startUpstream, whoAnswers } from '../../../harness/dev/testing/running-proxy.ts';
import { detectCapabilities } from '../../../harness/host/capabilities.ts';
import { fillIn, speaksTls } from './template.ts';

const NGINX = `events {}
http {
  upstream mine {
    least_conn;
    {upstreams}
  }
  server {
    listen {listen};
    location / { proxy_pass http://mine; }
  }
}
`;

const HAPROXY = `defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
frontend clients
  bind {listen}
  default_backend mine
backend mine
  {upstreams}
`;

function written(context: TestContext, name: string, text: string): { folder: string; origin: string } {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, name), text);
  return { folder, origin: '--proxy' };
}

test('placeholders are filled in, one server per line', () => {
  const servers = ['server a;', 'server b;'];
  assert.equal(
    fillIn('listen {listen} ssl;\n  {upstreams}\n', { host: '127.0.0.1', port: 81, servers }),
    'listen 127.0.0.1:81 ssl;\n  server a;\n  server b;\n',
  );
  assert.equal(fillIn('bind {listen}', { host: 'fd00::2', port: 81, servers }), 'bind [fd00::2]:81');
  assert.ok(speaksTls('  listen {listen} ssl http2;'));
  assert.ok(speaksTls('  bind {listen} ssl crt /etc/mine.pem'));
  assert.ok(!speaksTls('  listen {listen}; # no ssl\n'));
});

for (const [name, text, find] of [
  ['mine.conf', NGINX, nginxForTests],
  ['mine.cfg', HAPROXY, haproxyForTests],
] as const) {
  test(`${name} is run as its user wrote it`, async (context) => {
    if (!find(context)) return;
    const [proxy] = await resolveProxies([`./${name}`], written(context, name, text));
    assert.ok(proxy);
    assert.deepEqual([proxy.name, proxy.behavior, proxy.terminatesTls], ['mine', null, false]);
    const upstreams = [await startUpstream(context, 'a'), await startUpstream(context, 'b')];
    assert.equal(await whoAnswers(await startProxy(context, proxy, upstreams)), 'a,b');
    const elsewhere = await startProxy(context, proxy, upstreams, { host: '::1' });
    assert.equal(elsewhere.origins[0]?.host, '::1');
    assert.equal(await whoAnswers(elsewhere), 'a,b');
  });

  test(`${name} with a mistake is refused in its program’s words, before anything starts`, async (context) => {
    if (!find(context)) return;
    const given = written(context, name, text.replace(/upstream mine|mode http/, 'upstraem mine'));
    const proxies = await resolveProxies([`./${name}`], given);
    const run = resolved({});
    const checked = checkOwnProxies(
      { config: { ...run.config, proxies } },
      await detectCapabilities(),
      '--proxy',
    );
    await assert.rejects(
      checked,
      /^UsageError: --proxy .*mine\.\w+: \w+ refused its configuration: .*upstraem/s,
    );
  });
}

test('a file that cannot configure a proxy is refused', async (context) => {
  const refuses = (name: string, text: string, message: RegExp, others: readonly string[] = []) =>
    assert.rejects(resolveProxies([...others, `./${name}`], written(context, name, text)), message);
  await refuses('a.conf', NGINX.replace('{listen}', '80'), /--proxy \.\/a\.conf lacks \{listen\}; write/);
  await refuses('a.conf', 'listen {listen};', /lacks \{upstreams\}/);
  await refuses('nginx.conf', NGINX, /there is a proxy nginx already; rename the file/);
  await refuses('a b.conf', NGINX, /ids of variants contain the file's name/);
  const absent = resolveProxies(['./none.conf'], written(context, 'a.conf', NGINX));
  await assert.rejects(absent, /^UsageError: --proxy \.\/none\.conf: the file does not exist$/);
});

test('what the user’s file does not say about paths stays in our folder', async (context) => {
  const [proxy] = await resolveProxies(['./mine.conf'], written(context, 'mine.conf', NGINX));
  assert.equal(
    proxy?.obstacle?.({ ...ABLE, programs: {} }, { https: false, isCommand: false, isBuiltIn: true }),
    'nginx is not installed (apt-get install nginx)',
  );
});
