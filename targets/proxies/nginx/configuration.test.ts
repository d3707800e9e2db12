import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nginxForTests } from '../../../harness/dev/testing/nginx.ts';
import { nginxConfiguration } from './configuration.ts';

const settings = {
  host: '127.0.0.1',
  port: 20_001,
  upstreams: [
    { host: '127.0.0.1', port: 20_002 },
    { host: '127.0.0.1', port: 20_003 },
  ],
  connections: 500,
  workers: 4,
  out: new Set<number>(),
  balance: null,
  tls: false,
  files: null,
  upgrades: false,
  identityPath: '/sign',
};

test('connections to the upstream are kept alive, and every worker has room for both sides and for idle connections', () => {
  const text = nginxConfiguration(settings);
  for (const line of [
    'worker_processes 4;',
    'worker_connections 2064;',
    'server 127.0.0.1:20002;',
    'server 127.0.0.1:20003;',
    'keepalive 500;',
    'proxy_http_version 1.1;',
    'proxy_set_header Connection "";',
    'listen 127.0.0.1:20001 backlog=4096;',
    'location = /sign {',
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
});

test('no path lies outside nginx’s own folder', () => {
  assert.doesNotMatch(nginxConfiguration(settings), /(path|pid|log) +\//);
});

test('a real nginx accepts it', (context) => {
  const nginx = nginxForTests(context);
  if (!nginx) return;
  const prefix = mkdtempSync(join(tmpdir(), 'cluster-bench-test-'));
  context.after(() => rmSync(prefix, { recursive: true }));
  mkdirSync(join(prefix, 'temp'));
  writeFileSync(join(prefix, 'nginx.conf'), nginxConfiguration(settings));
  const args = ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr', '-t'];
  execFileSync(nginx, args, { stdio: 'pipe' });
});

test('IPv6 addresses are in brackets', () => {
  const upstreams = [{ host: '::1', port: 20_004 }];
  const text = nginxConfiguration({ ...settings, host: 'fd00::2', upstreams });
  assert.match(text, /listen \[fd00::2\]:20001 backlog/);
  assert.match(text, /server \[::1\]:20004;/);
});
