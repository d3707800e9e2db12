import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { dbWait } from '../../../scenarios/db-wait.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { temporaryFolder } from '../../dev/testing/cli.ts';
import { scenarioFile } from '../../dev/testing/scenario-file.ts';
import { describeSent } from '../../load/users/describe-sent.ts';
import { NOTHING_SENT } from '../../load/users/sent-requests.ts';
import { resolveScenarios } from './resolve-scenarios.ts';

const resolved = (texts: readonly string[], folder = '/') =>
  resolveScenarios({ texts, origin: '--scenario', folder }, scenarios);

async function moduleOf(context: TestContext, definition: string, name?: string) {
  const path = scenarioFile(context, `export default defineScenario(${definition});`, name);
  const [scenario] = await resolved([path]);
  return scenario ?? assert.fail();
}

test('names and modules may be mixed; a path is relative to where the option was written', async (context) => {
  const path = scenarioFile(
    context,
    'export default defineScenario({ request: get("/users") });',
    'browse.ts',
  );
  const [first, second, ...others] = await resolved(['./browse.ts', 'db-wait'], dirname(path));
  assert.equal(first, dbWait);
  assert.deepEqual(
    [second?.name, second?.mode, others.length],
    ['browse', { connections: 'kept', arrivals: 'closed' }, 0],
  );
  assert.equal(second?.metric, 'throughput');
  assert.deepEqual(second && describeSent(second, NOTHING_SENT), {
    sends: 'GET /users',
    sendsHash: second?.module?.sha256,
  });
});

test('a script is judged by its iterations, and at a rate by the p99 of one', async (context) => {
  const closed = await moduleOf(context, '{ *user() { yield get("/"); } }');
  assert.deepEqual([closed.metric, closed.module?.file], ['iterations', 'visitor.ts']);
  const { metric, expectedFailures } = await moduleOf(
    context,
    '{ arrivals: "open", expectedFailures: [503, "closed"], *user() { yield get("/"); } }',
  );
  assert.deepEqual([metric, expectedFailures], ['iteration-p99', ['503', 'closed']]);
  assert.equal(describeSent(closed, NOTHING_SENT).sends, 'the requests of visitor.ts');
});

test('the bundle holds what the module imports, and no path of this host', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'node_modules/pages'), { recursive: true });
  // A CommonJS package that needs a module of Node.
  writeFileSync(
    join(folder, 'node_modules/pages/index.js'),
    'module.exports = { home: require("node:path").posix.join("/", "home") };',
  );
  writeFileSync(join(folder, 'users.json'), '["ann"]');
  writeFileSync(
    join(folder, 'mine.mts'),
    `import { defineScenario, get } from 'cluster-bench';
     import { home } from 'pages';
     import names from './users.json';
     enum Kind { Plain = 'plain' }
     export default defineScenario({ name: 'mine', request: get([home, names[0], Kind.Plain].join('/')) });`,
  );
  const [scenario] = await resolved([join(folder, 'mine.mts')]);
  assert.ok(scenario && 'request' in scenario.user);
  assert.equal(scenario.user.request.path, '/home/ann/plain');
  assert.ok(!scenario.module?.bundle.includes(folder));
});

test('a module that cannot be used is refused with its name, the place and the reason', async (context) => {
  const refused = async (code: string, message: RegExp, name?: string) =>
    assert.rejects(resolved([scenarioFile(context, code, name)]), (error: Error) => {
      assert.equal(error.name, 'UsageError');
      assert.match(error.message, message);
      return true;
    });
  await refused(
    'export default {',
    /^--scenario \S+visitor.ts: visitor.ts:4: Expected identifier but found end of file$/,
  );
  await refused(
    'import { gett } from "cluster-bench"; gett();',
    /visitor.ts:3: No matching export .* "gett"/,
  );
  await refused('import "./missing.ts";', /visitor.ts:3: Could not resolve "\.\/missing\.ts"/);
  await refused(
    'throw new Error("no config");',
    /visitor.ts fails when it is loaded: visitor.ts:3: no config/,
  );
  await refused(
    'export default { request: get("/") };',
    /no scenario as its default export; write export default/,
  );
  await refused(
    'export default defineScenario({});',
    /fails when it is loaded: visitor.ts:3: defineScenario takes either/,
  );
  const defined = (traits: string) => `export default defineScenario({ request: get("/"), ${traits} });`;
  await refused(defined('metric: "speed"'), /visitor.ts: metric takes throughput, .*, not "speed"/);
  await refused(defined('metric: "iterations"'), /the metric iterations is for scripts/);
  await refused(
    defined('metric: "capacity"'),
    /the metric capacity needs a single request, and arrivals: "open"/,
  );
  await refused(
    defined('expectedFailures: ["slow"]'),
    /expectedFailures, beside status codes, takes connect, .*, not "slow"/,
  );
  await refused(defined('services: ["redsi"]'), /services: this version has none|services takes/);
  await refused(defined(''), /has the name of the scenario saturate of cluster-bench/, 'saturate.ts');
  await refused(defined(''), /"my scenario" cannot be a scenario’s name/, 'my scenario.ts');
});

test('a word is taken for a name, and a path must be a file', async (context) => {
  await assert.rejects(resolved(['saturat']), /takes db-wait, .*, not "saturat"; did you mean saturate/);
  await assert.rejects(resolved(['checkout']), /not "checkout"; give a module of yours as a path/);
  await assert.rejects(resolved(['./no.ts']), /\.\/no\.ts: the file does not exist \(looked for \/no\.ts\)/);
  await assert.rejects(resolved([temporaryFolder(context)]), /is not a file; name the module in it/);
});
