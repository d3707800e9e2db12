/** The preload must not harm an app's own loaders, threads and tools. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../harness/dev/testing/cli.ts';
import { get } from '../harness/dev/testing/get.ts';
import { startTopology } from '../harness/dev/testing/start-topology.ts';
import { agentModule } from '../harness/observe/agents.ts';
import { freePorts } from '../harness/processes/free-ports.ts';
import { TrialProcesses } from '../harness/processes/trial-processes.ts';
import { nodeOptions, preloadModule } from './app-environment.ts';
import { rr } from './policies/rr.ts';
import { cluster } from './topologies/cluster.ts';
import { processes as separate } from './topologies/processes.ts';
import { single } from './topologies/single.ts';
import type { App, Topology } from './topology.ts';

/** Hooks that strip types, as tsx does: the types in the test's own script. */
const files = {
  'hooks.mjs': `
    export async function load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      const { readFile } = await import('node:fs/promises');
      const source = (await readFile(new URL(url), 'utf8')).replaceAll(': number', '');
      return { format: 'module', source, shortCircuit: true };
    }`,
  'register.mjs': `import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);`,
  'register.cjs': `
    const { pathToFileURL } = require('node:url');
    require('node:module').register('./hooks.mjs', pathToFileURL(__filename));`,
  'server.mjs': `
    import { createServer } from 'node:http';
    createServer((request, response) => response.end('served')).listen(process.env.PORT);`,
  'server.ts': `
    import { createServer } from 'node:http';
    const port: number = Number(process.env.PORT);
    createServer((request, response) => response.end('served')).listen(port);`,
  'registers.mjs': `import './register.mjs'; await import('./server.ts');`,
  'registers.cjs': `require('./register.cjs'); import('./server.ts');`,
  'has-threads.mjs': `
    import { createServer } from 'node:http';
    import { Worker } from 'node:worker_threads';
    const worker = new Worker("require('node:net').createServer().listen(0, () => process.exit(7))", { eval: true });
    worker.once('exit', (code) => {
      createServer((request, response) => response.end('thread ' + code)).listen(process.env.PORT);
    });`,
  'has-tools.mjs': `
    import { execFileSync } from 'node:child_process';
    import { createServer } from 'node:http';
    const tool = "import 'data:text/javascript,1'; const { register } = await import('node:module');" +
      "register('data:text/javascript,export{}'); console.log('tool')";
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', tool], { encoding: 'utf8' });
    createServer((request, response) => response.end(said)).listen(process.env.PORT);`,
} as const;

type File = keyof typeof files;

function folderOfApps(context: TestContext): string {
  const folder = temporaryFolder(context);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

interface Asked {
  readonly nodeArgs?: (folder: string) => string[];
  readonly options?: (folder: string) => string;
  readonly topology?: Topology;
}

/** Returns the app's response in the topology, with an agent in each process as in a trial. */
async function responseOf(context: TestContext, script: File, asked: Asked = {}): Promise<string[]> {
  const { topology = single, nodeArgs = () => [], options } = asked;
  const folder = folderOfApps(context);
  const owned = new TrialProcesses(temporaryFolder(context));
  const before = process.env.NODE_OPTIONS;
  if (options) process.env.NODE_OPTIONS = options(folder);
  context.after(async () => {
    await owned.stop();
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  });
  const workers = topology === single ? 1 : 2;
  const app: App = {
    name: script,
    script: join(folder, script),
    args: [],
    nodeArgs: nodeArgs(folder),
    env: {},
    preload: [],
    cwd: folder,
  };
  const ports = await freePorts(topology.portCount(workers));
  await startTopology(topology, app, {
    workers,
    policy: topology === cluster ? rr : null,
    ports,
    spawn: owned.spawnAs('target'),
    settings: {},
    startTimeoutMs: 10_000,
    signal: new AbortController().signal,
  });
  return Promise.all(ports.map(async (port) => (await get(port, '/')).body));
}

for (const script of ['registers.mjs', 'registers.cjs'] as const) {
  test(`${script}: an app that registers module hooks itself`, async (context) => {
    assert.deepEqual(await responseOf(context, script), ['served']);
  });
}

for (const topology of [single, separate, cluster]) {
  test(`TypeScript by --node-args, as ${topology.name}`, async (context) => {
    for (const nodeArgs of [['--import', './register.mjs'], ['--require=./register.cjs']]) {
      const bodies = await responseOf(context, 'server.ts', { topology, nodeArgs: () => nodeArgs });
      assert.deepEqual([...new Set(bodies)], ['served']);
    }
  });

  test(`TypeScript by NODE_OPTIONS, as ${topology.name}`, async (context) => {
    const options = (folder: string) => `--import ${join(folder, 'register.mjs')}`;
    assert.deepEqual([...new Set(await responseOf(context, 'server.ts', { topology, options }))], ['served']);
  });
}

test('an app under --experimental-loader', async (context) => {
  const nodeArgs = () => ['--experimental-loader', './hooks.mjs'];
  assert.deepEqual(await responseOf(context, 'server.ts', { nodeArgs }), ['served']);
  const options = (folder: string) => `--experimental-loader ${join(folder, 'hooks.mjs')}`;
  assert.deepEqual(await responseOf(context, 'server.mjs', { options }), ['served']);
});

test('an app with its own threads, one of which listens', async (context) => {
  assert.deepEqual(await responseOf(context, 'has-threads.mjs'), ['thread 7']);
});

test('a tool that the app starts works, and registers hooks itself', async (context) => {
  assert.deepEqual(await responseOf(context, 'has-tools.mjs'), ['tool\n']);
});

test('a process with invalid variables still runs', async (context) => {
  const env = {
    ...process.env,
    PORT: 'none',
    CLUSTER_BENCH_INTERNAL_AGENT_SOCKET: join(temporaryFolder(context), 'nobody'),
    CLUSTER_BENCH_INTERNAL_REUSE_PORT: 'unheard-of',
    NODE_OPTIONS: nodeOptions([agentModule, preloadModule]),
  };
  const script = `
    require('node:net').createServer().listen(0, function () { console.log('up'); this.close(); });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
  assert.equal(stdout, 'up\n');
});
