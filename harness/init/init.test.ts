import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { readWorkflow, workflowErrors } from '../dev/testing/workflow.ts';
import { WORKFLOW_FILE } from './workflow-text.ts';

const CONFIG = 'cluster-bench.config.json';

function project(context: TestContext, files: Readonly<Record<string, string | object>>): string {
  const cwd = temporaryFolder(context);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return cwd;
}

/** Runs init, and then the plan of what it wrote. */
async function initialized(context: TestContext, files: Readonly<Record<string, string | object>>) {
  const cwd = project(context, files);
  const { code, output } = await runHere(['init'], { cwd });
  assert.equal(code, 0, output);
  const config = readFileSync(join(cwd, CONFIG), 'utf8');
  const plan = await runHere(['--dry-run', '--proxy', 'none'], { cwd });
  assert.equal(plan.code, 0, `${plan.output}\n${config}`);
  assert.match(plan.output, /dry run: nothing was started\n$/);
  return { cwd, config, output: output.replace(/\s+/g, ' '), plan: plan.output };
}

const LISTEN = 'app.listen(process.env.PORT || 3000)';

test('an Express app that npm starts', async (context) => {
  const { config, output, plan } = await initialized(context, {
    'package.json': {
      scripts: { start: 'NODE_ENV=production node --inspect ./server.js --quiet', test: 'node --test' },
      dependencies: { express: '^5.0.0' },
    },
    'server.js': `const app = require('express')();\napp.get('/healthz', ok);\napp.get('/users', all);\n${LISTEN};`,
    'test/fixture.js': 'server.listen(9999)',
  });
  for (const line of [
    '"app": "./server.js",',
    '"appArgs": "--quiet",',
    '"env": ["NODE_ENV=production"],',
    '"path": "/users",',
    '"readyPath": "/healthz",',
    '// "connections": "auto",',
  ]) {
    assert.ok(config.includes(`  ${line}\n`), `${line}\n${config}`);
  }
  assert.ok(!config.includes('--inspect'));
  assert.match(
    config,
    /^\{\n {2}"\$schema": "https:\S+\/cluster-bench@\d+\.\d+\.\d+\/docs\/config\.schema\.json",\n/,
  );
  assert.match(output, /the server is \.\/server\.js \(Express\), from "start" of package\.json/);
  assert.match(output, /"path" is \/users, a route in the sources; set the one that matters/);
  assert.ok(!output.includes('port'));
  assert.match(plan, /cluster-2-rr/);
});

test('a Fastify app with a fixed port, which must change', async (context) => {
  const { config, output } = await initialized(context, {
    'package.json': { scripts: { start: 'node server.js' }, dependencies: { fastify: '5.0.0' } },
    'server.js': "fastify.route({ method: 'GET', url: '/items' });\nfastify.listen({ port: 3001 });",
  });
  assert.match(config, /"path": "\/items"/);
  assert.match(output, /server\.js fixes the port 3001; let it listen on process\.env\.PORT \?\? 3001/);
});

test('a Nest app, built and not yet built', async (context) => {
  const files = {
    'package.json': {
      scripts: { start: 'nest start', 'start:prod': 'node dist/main', build: 'nest build' },
      dependencies: { '@nestjs/core': '11.0.0', express: '5.0.0' },
    },
    'src/main.ts': 'await app.listen(process.env.PORT ?? 3000);',
    'src/cats.ts': "@Controller('cats')\nexport class Cats {\n  @Get()\n  all() {}\n}",
    'src/health.ts': "@Controller('health')\nexport class Health {\n  @Get('ready')\n  ok() {}\n}",
    'dist/main.js': 'await app.listen(process.env.PORT ?? 3000);',
  };
  const { config, output } = await initialized(context, files);
  assert.match(
    config,
    /The Nest server, as "start:prod" of package\.json starts it\.\n {2}"app": "\.\/dist\/main\.js",/,
  );
  assert.match(config, /"path": "\/cats",[\s\S]*"readyPath": "\/health\/ready",/);
  assert.ok(!output.includes('not there yet'));
  const { 'dist/main.js': _, ...unbuilt } = files;
  const cwd = project(context, unbuilt);
  const early = await runHere(['init'], { cwd });
  assert.match(early.output.replace(/\s+/g, ' '), /\.\/dist\/main\.js is not there yet; build it before/);
  assert.match(readFileSync(join(cwd, CONFIG), 'utf8'), /"app": "\.\/dist\/main\.js"/);
});

test('an app that forks its own workers', async (context) => {
  const { config, plan } = await initialized(context, {
    'package.json': { main: 'index.js' },
    'index.js': `import cluster from 'node:cluster';\nif (cluster.isPrimary) cluster.fork();\nelse { const { PORT } = process.env; serve().listen(PORT); }`,
  });
  assert.match(config, /"app": "\.\/index\.js"[\s\S]*"topology": "own"/);
  assert.match(plan, /own-2/);
});

test('TypeScript, a package manager and a framework’s own command', async (context) => {
  const ts = await initialized(context, {
    'package.json': { scripts: { start: 'tsx watch src/server.ts' }, devDependencies: { tsx: '4.0.0' } },
    'src/server.ts': "server.get('/', home); server.listen(Number(process.env.PORT));",
  });
  assert.match(ts.config, /"app": "\.\/src\/server\.ts",\n {2}"nodeArgs": "--import tsx",/);
  const next = await initialized(context, {
    'package.json': { scripts: { start: 'next start -p 3000' }, dependencies: { next: '15.0.0' } },
  });
  assert.match(next.config, /"appCommand": "npx next start -p \{port\}",/);
  assert.ok(!next.output.includes('port was not found'));
  const other = await initialized(context, {
    'package.json': { scripts: { start: 'node a.js | pino-pretty' } },
    'yarn.lock': '',
  });
  assert.match(other.config, /"appCommand": "yarn run start",/);
  assert.match(other.output, /how the server gets its port was not found; .* no route was found; set "path"/);
});

test('variables that a configuration cannot hold become sentences', async (context) => {
  const { config, output } = await initialized(context, {
    'package.json': { scripts: { start: 'PORT=80 API_KEY=abc LEVEL=$LEVEL node app.js -p 8080' } },
    'app.js': 'listen();',
  });
  assert.match(config, /"appArgs": "-p \{port\}",/);
  assert.doesNotMatch(config, /"env"|abc/);
  assert.match(
    output,
    /API_KEY: the record would contain its value; .* LEVEL has a value that a shell fills in/,
  );
});

test('a package without a server is told what to write, and nothing is written', async (context) => {
  const cwd = project(context, {
    'package.json': { main: 'lib.js', bin: { tool: 'cli.js' } },
    'lib.js': 'module.exports = 1;',
    'cli.js': 'console.log(1)',
  });
  const { code, output } = await runHere(['init', '--workflow'], { cwd });
  assert.equal(code, 2);
  assert.match(output.replace(/\s+/g, ' '), /no server was found: .*; write \{ "app": "\.\/server\.js" \}/);
  assert.ok(!existsSync(join(cwd, CONFIG)) && !existsSync(join(cwd, '.github')));
  writeFileSync(join(cwd, 'package.json'), '{');
  const damaged = await runHere(['init'], { cwd });
  assert.deepEqual([damaged.code, /package\.json cannot be read/.test(damaged.output)], [2, true]);
});

test('what is there stays as it is, and what is missing is written', async (context) => {
  const cwd = project(context, {
    'package.json': { scripts: { start: 'node server.js' } },
    'server.js': LISTEN,
    'cluster-bench.config.mjs': 'export default { app: "./server.js" };',
  });
  const alone = await runHere(['init'], { cwd });
  assert.equal(alone.code, 2);
  assert.match(alone.output, /cluster-bench\.config\.mjs is already here, and init overwrites nothing/);
  const both = await runHere(['init', '--workflow'], { cwd });
  assert.equal(both.code, 0, both.output);
  assert.match(both.output, /cluster-bench\.config\.mjs was here already and stays as it is/);
  assert.ok(existsSync(join(cwd, WORKFLOW_FILE)) && !existsSync(join(cwd, CONFIG)));
  const again = await runHere(['init', '--workflow'], { cwd });
  assert.equal(again.code, 2);
  assert.match(
    again.output.replace(/\s+/g, ' '),
    /cluster-bench\.config\.mjs and \S+\/cluster-bench\.yml are already here/,
  );
});

test('the schema is that of the installed package, here or above', async (context) => {
  const cwd = project(context, {
    'node_modules/cluster-bench/docs/config.schema.json': '{}',
    'packages/api/server.js': LISTEN,
    'server.js': LISTEN,
  });
  await runHere(['init'], { cwd });
  assert.match(readFileSync(join(cwd, CONFIG), 'utf8'), /"\.\/node_modules\/cluster-bench\/docs\/config/);
  const api = join(cwd, 'packages', 'api');
  await runHere(['init'], { cwd: api });
  assert.match(readFileSync(join(api, CONFIG), 'utf8'), /"\.\.\/\.\.\/node_modules\/cluster-bench\/docs/);
});

test('the workflow is valid, pinned, and installs as the project does', async (context) => {
  const setups = {
    'package-lock.json': 'npm ci && npm run build',
    'pnpm-lock.yaml': 'corepack enable && pnpm install --frozen-lockfile && pnpm run build',
    'yarn.lock': 'corepack enable && yarn install --immutable && yarn run build',
  };
  for (const [lock, setup] of Object.entries(setups)) {
    const cwd = project(context, {
      'package.json': { scripts: { start: 'node server.js', build: 'tsc' } },
      'server.js': LISTEN,
      [lock]: '',
    });
    assert.equal((await runHere(['init', '--workflow'], { cwd })).code, 0);
    const text = readFileSync(join(cwd, WORKFLOW_FILE), 'utf8');
    assert.deepEqual(await workflowErrors('cluster-bench.yml', text), []);
    for (const line of text.match(/uses: .*/g) ?? []) {
      assert.match(line, /^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const { jobs, permissions } = readWorkflow(text);
    assert.deepEqual(permissions, {});
    const runs = jobs.nightly?.steps.flatMap(({ run }) => run ?? []) ?? [];
    assert.ok(
      runs.some((run) => run.endsWith(`nightly --setup "${setup}" $ACCEPT`)),
      runs.join('\n'),
    );
    assert.ok(runs.every((run) => !run.includes('${{')));
    assert.deepEqual(runs.slice(0, setup.split(' && ').length), setup.split(' && '));
  }
});
