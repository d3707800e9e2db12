/** The package as npm would publish it: installed in an empty folder, it runs and draws. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../testing/cli.ts';
import { blocks } from '../testing/documented.ts';

const run = promisify(execFile);

interface Packed {
  readonly filename: string;
}

const folder = mkdtempSync(join(tmpdir(), 'cluster-bench-test-'));
let tarball = '';

before(async () => {
  const packing = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed]: Packed[] = JSON.parse(packing.stdout);
  tarball = join(folder, packed?.filename ?? '');
});
after(() => rmSync(folder, { recursive: true }));

/** Installs the package in an empty folder. @returns the folder */
async function install(context: TestContext, flags: readonly string[] = []): Promise<string> {
  const home = temporaryFolder(context);
  writeFileSync(join(home, 'package.json'), '{}');
  await run('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', ...flags, tarball]);
  return home;
}

test('the packed package installs in an empty folder, measures and draws', async (context) => {
  const home = await install(context);
  const program = join(home, 'node_modules', '.bin', 'cluster-bench');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal((await run(program, ['--version'], { cwd: home })).stdout.trim(), version);
  // Exits with an error if a dependency is missing or of a wrong version.
  await run('npm', ['ls', '--all'], { cwd: home });

  await checkTypes(home);
  await checkLibrary(home);
  const args = [
    '--workers',
    '1,2',
    '--policy',
    'rr',
    '--proxy',
    'none',
    '--connections',
    '20',
    '--trials',
    '1',
  ];
  await run(program, [...args, '--duration', '1', '--warmup', '0.2', '--out', 'run'], { cwd: home });
  const example = 'node_modules/cluster-bench/docs/examples/todo-list';
  const visitors = ['--app', `${example}/server.js`, '--scenario', 'visitor.ts', '--out', 'visits'];
  await run(program, [...args, ...visitors, '--duration', '1', '--warmup', '0.2'], { cwd: home });
  for (const file of ['report.md', 'run.json', 'charts/throughput.png', 'charts/core-heat-map.png']) {
    assert.ok(existsSync(join(home, 'run', file)), file);
  }
});

test('entry points and declarations resolve in every mode that an ES module has', async () => {
  await run(resolve('node_modules/.bin/attw'), ['--profile', 'esm-only', tarball]);
});

const platforms: readonly (readonly [name: string, flags: readonly string[], esbuild: string])[] = [
  ['linux-x64-gnu', ['--os=linux', '--cpu=x64', '--libc=glibc'], 'linux-x64'],
  ['linux-x64-musl', ['--os=linux', '--cpu=x64', '--libc=musl'], 'linux-x64'],
  ['linux-arm64-gnu', ['--os=linux', '--cpu=arm64', '--libc=glibc'], 'linux-arm64'],
  ['darwin-x64', ['--os=darwin', '--cpu=x64'], 'darwin-x64'],
  ['darwin-arm64', ['--os=darwin', '--cpu=arm64'], 'darwin-arm64'],
];

for (const [name, flags, esbuild] of platforms) {
  test(`an installation for ${name} gets the binaries of that platform alone`, async (context) => {
    const home = await install(context, ['--ignore-scripts', '--prefer-offline', ...flags]);
    const under = (...folders: string[]) => readdirSync(join(home, 'node_modules', ...folders));
    const drawing = under('@napi-rs').filter((folder) => folder.startsWith('canvas'));
    assert.deepEqual(drawing, ['canvas', `canvas-${name}`]);
    assert.deepEqual(under('@esbuild'), [esbuild]);
    const bundled = under('cluster-bench', 'node_modules');
    assert.deepEqual(bundled, ['canvas', 'chartjs-node-canvas', 'tslib']);
  });
}

/** Compiles the code of docs/library.md, in a project that checks the declarations of its packages too. */
async function checkLibrary(home: string): Promise<void> {
  const shown = blocks('docs/library.md', 'js');
  assert.ok(shown.length > 2);
  const globals = 'declare const console: { log(text: string): void };\ndeclare const process: any;\n';
  writeFileSync(
    join(home, 'globals.d.ts'),
    `${globals}declare module 'node:os' { export const cpus: () => object[] }`,
  );
  for (const [index, block] of shown.entries()) {
    writeFileSync(join(home, `library-${index}.mts`), `${block}\nexport {};`);
  }
  const wrong = `import { defineConfig, run } from 'cluster-bench';
    defineConfig({ wrokers: 1 });
    const { record, folder } = await run({ workers: [1] }, { save: false });
    const text: string = folder;
    record.trails;`;
  writeFileSync(join(home, 'wrong.mts'), wrong);
  const compile = (file: string) =>
    run(
      resolve('node_modules/.bin/tsc'),
      [
        ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2023'],
        ...['--types', '', '--module', 'nodenext', 'globals.d.ts', file],
      ],
      { cwd: home },
    );
  for (const index of shown.keys()) await compile(`library-${index}.mts`);
  await assert.rejects(compile('wrong.mts'), ({ stdout }: { stdout: string }) => {
    assert.match(
      stdout,
      /'wrokers' does not exist[\s\S]*'null' is not assignable[\s\S]*'trails' does not exist/,
    );
    return true;
  });
}

/** Compiles the example in a project that has nothing but the package. */
async function checkTypes(home: string): Promise<void> {
  copyFileSync('docs/examples/todo-list/visitor.ts', join(home, 'visitor.ts'));
  const wrong = `import { defineScenario, get } from 'cluster-bench';
    export default defineScenario({ *user() { const response = yield get('/'); const status: string = response.status; status; } });`;
  writeFileSync(join(home, 'wrong.ts'), wrong);
  const compile = (file: string, resolution: string) =>
    run(
      resolve('node_modules/.bin/tsc'),
      [
        ...['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023', '--types', ''],
        ...['--module', resolution === 'bundler' ? 'esnext' : 'nodenext', '--moduleResolution', resolution],
        file,
      ],
      { cwd: home },
    );
  for (const resolution of ['nodenext', 'bundler']) {
    await compile('visitor.ts', resolution);
    await assert.rejects(compile('wrong.ts', resolution), ({ stdout }: { stdout: string }) =>
      /'number' is not assignable to type 'string'/.test(stdout),
    );
  }
}
