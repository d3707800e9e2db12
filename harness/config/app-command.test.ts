import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveApps } from './apps.ts';
import type { RunOptionName } from './options/run.ts';

const resolve = (given: Partial<Record<RunOptionName, string>>) =>
  resolveApps(
    Object.fromEntries(
      Object.entries(given).map(([name, text]) => [
        name,
        { texts: [text], origin: `--${name}`, folder: '.' },
      ]),
    ),
    { builtInApps: [{ name: 'http', script: '/http.js' }], nodeVersion: '20.19.0' },
  );

test('a command is split into words as a shell would, and names the app', async () => {
  const [app, ...others] = await resolve({ 'app-command': `npx fastify start 'my app.js'` });
  assert.deepEqual(others, []);
  assert.deepEqual(app?.command, ['npx', 'fastify', 'start', 'my app.js']);
  assert.equal(app?.name, 'npx-fastify-start-my-app.js');
  const [python] = await resolve({ 'app-command': 'python3 -m http.server {port}' });
  assert.deepEqual(python?.command, ['python3', '-m', 'http.server', '{port}']);
  assert.equal(python?.name, 'python3-m-http.server');
});

test('a command with shell syntax runs in a shell', async () => {
  for (const text of ['MODE=fast node server.js', 'cd app && npm start', 'node server.js --port $PORT']) {
    assert.deepEqual((await resolve({ 'app-command': text }))[0]?.command, ['/bin/sh', '-c', text]);
  }
});

test('flags for scripts are refused beside a command', async () => {
  const both = { 'app-command': 'npm start' };
  await assert.rejects(resolve({ ...both, app: 'http' }), {
    name: 'UsageError',
    message: '--app-command and --app contradict: a command starts the app itself; leave one of them out',
  });
  await assert.rejects(resolve({ ...both, 'app-args': '-x' }), /--app-args contradict: put the arguments/);
  await assert.rejects(resolve({ ...both, 'node-args': '-x' }), /--node-args contradict: set NODE_OPTIONS/);
  await assert.rejects(resolve({ 'app-command': '  ' }), /--app-command is empty|--app-command/);
});
