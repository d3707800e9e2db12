import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { resolveApps, runsTypeScript } from './apps.ts';
import type { UserConfig } from './user-values.ts';

const builtInApps = ['express', 'http'].map((name) => ({ name, script: `/built-in/${name}.js` }));
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apps-'));
  await mkdir(join(folder, 'a'));
  await mkdir(join(folder, 'b'));
  for (const name of [
    'server.js',
    'a/server.js',
    'b/server.js',
    'b/http.mjs',
    'app.ts',
    'page.jsx',
    'package.json',
  ]) {
    await writeFile(join(folder, name), '');
  }
});
after(() => rm(folder, { recursive: true }));

const resolve = (app: string | null, args?: string, nodeVersion = '20.19.0') => {
  const user: UserConfig = {
    ...(app === null ? {} : { app: { texts: [app], origin: '--app', folder } }),
    ...(args === undefined ? {} : { 'app-args': { texts: [args], origin: '--app-args', folder } }),
  };
  return resolveApps(user, { builtInApps, nodeVersion });
};
const refused = (message: string) => ({ name: 'UsageError', message });

test('without --app, the first built-in app is used', async () => {
  assert.deepEqual(await resolve(null), [
    {
      name: 'express',
      script: '/built-in/express.js',
      command: null,
      args: [],
      nodeArgs: [],
      builtIn: true,
      attached: null,
    },
  ]);
});

test('a script is named after its file, and gets the arguments', async () => {
  assert.deepEqual(await resolve('http,server.js', `--port {port} --name 'a b'`), [
    {
      name: 'http',
      script: '/built-in/http.js',
      command: null,
      args: [],
      nodeArgs: [],
      builtIn: true,
      attached: null,
    },
    {
      name: 'server',
      script: join(folder, 'server.js'),
      command: null,
      args: ['--port', '{port}', '--name', 'a b'],
      nodeArgs: [],
      builtIn: false,
      attached: null,
    },
  ]);
});

test('scripts with the same name as another, or as a built-in app, get their folders added', async () => {
  const names = (await resolve('./a/server.js,./b/server.js,./b/http.mjs')).map(({ name }) => name);
  assert.deepEqual(names, ['a/server', 'b/server', 'b/http']);
});

test('a script that is given twice is one app', async () => {
  assert.equal((await resolve('server.js,./server.js')).length, 1);
});

test('a mistyped built-in app is refused with the nearest name', async () => {
  await assert.rejects(
    resolve('expres'),
    refused('--app expres: the built-in apps are express, http; did you mean express?'),
  );
  await assert.rejects(
    resolve('rails'),
    refused(
      '--app rails: the built-in apps are express, http; give your own script as a path, such as ./server.js',
    ),
  );
});

test('a missing script is refused with the nearest file', async () => {
  await assert.rejects(
    resolve('./a/sever.js'),
    refused('--app ./a/sever.js: the file does not exist; did you mean ./a/server.js?'),
  );
  await assert.rejects(
    resolve('./nowhere/app.js'),
    refused(`--app ./nowhere/app.js: the file does not exist (looked for ${join(folder, 'nowhere/app.js')})`),
  );
});

test('a directory is refused', async () => {
  await assert.rejects(
    resolve('./a'),
    refused('--app ./a is a directory; name the script in it that starts the server'),
  );
});

test('JSX is refused, and so is TypeScript that this Node cannot run', async () => {
  await assert.rejects(
    resolve('page.jsx'),
    refused(
      '--app page.jsx: Node cannot run JSX; name the built JavaScript file, or load a compiler: --node-args "--import tsx"',
    ),
  );
  await assert.rejects(
    resolve('app.ts'),
    refused(
      '--app app.ts: Node runs TypeScript from 22.18 on, and this is 20.19.0; name the built JavaScript file, or load a compiler: --node-args "--import tsx"',
    ),
  );
  assert.equal((await resolve('app.ts', undefined, '22.18.0'))[0]?.name, 'app');
});

test('the Node versions that run TypeScript', () => {
  const versions = ['20.19.0', '22.17.9', '22.18.0', '23.5.0', '23.6.0', '24.0.0'];
  assert.deepEqual(versions.map(runsTypeScript), [false, false, true, false, true, true]);
});

test('arguments without a script are refused', async () => {
  await assert.rejects(
    resolve('express', '--port {port}'),
    refused('--app-args needs a script of yours: name one with --app ./server.js, or leave --app-args out'),
  );
});

test('a mistyped port placeholder and a file that is not a script are refused', async () => {
  await assert.rejects(
    resolve('server.js', '--port {prot}'),
    refused('--app-args contains {prot}; the placeholders are {port} and {workers}'),
  );
  assert.equal((await resolve('server.js', '--json {"a":{}} --url /{id}'))[0]?.args.length, 4);
  await assert.rejects(
    resolve('package.json'),
    refused('--app package.json is not a script; name the script that starts the server'),
  );
});

test('Node arguments are recorded for every app, and a loader allows any language', async () => {
  const given = (name: 'app' | 'node-args', text: string) => ({
    [name]: { texts: [text], origin: `--${name}`, folder },
  });
  const under = (app: string, nodeArgs: string | null, nodeOptions = '') =>
    resolveApps(
      { ...given('app', app), ...(nodeArgs === null ? {} : given('node-args', nodeArgs)) },
      { builtInApps, nodeVersion: '20.19.0', nodeOptions },
    );
  const apps = await under('http,app.ts', '--import tsx');
  assert.deepEqual(
    apps.map(({ nodeArgs }) => nodeArgs),
    [
      ['--import', 'tsx'],
      ['--import', 'tsx'],
    ],
  );
  for (const flags of ['--import=tsx', '-r ts-node/register', '--experimental-loader "a b.mjs"']) {
    assert.equal((await under('app.ts', flags))[0]?.name, 'app');
    assert.equal((await under('page.jsx', null, flags))[0]?.name, 'page');
  }
  await assert.rejects(under('app.ts', '--max-old-space-size=100'), /Node runs TypeScript from 22\.18 on/);
  await assert.rejects(under('package.json', '--import tsx'), /is not a script/);
});
