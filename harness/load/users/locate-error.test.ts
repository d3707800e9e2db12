/** Places of errors in modules, as a user reads them. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isDefined } from '../../../scenarios/define-scenario.ts';
import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { bundleModule } from '../../config/scenarios/bundle-module.ts';
import { scenarioFile } from '../../dev/testing/scenario-file.ts';
import { thrownByCheck } from './check-response.ts';
import { importBundle } from './import-bundle.ts';
import { locatedMessage } from './locate-error.ts';
import { RunningScript } from './scripted-user.ts';

/** Types take lines of the source and none of the bundle. Two lines stand above the code. */
const TYPES = 'interface Cart {\n  items: string[];\n}\n';

async function exportedBy(context: TestContext, code: string, other = '') {
  const path = scenarioFile(context, code);
  writeFileSync(join(dirname(path), 'totals.ts'), other);
  const exported = await importBundle(await bundleModule(path, path));
  return isDefined(exported) ? exported.user : assert.fail();
}

const encoder = { encode: () => assert.fail('nothing is sent') };
const around = { connection: 0, random: () => 0.5, row: () => ({}) };

test('an error of a script names its file and line, also in a file that it imports', async (context) => {
  const user = await exportedBy(
    context,
    `import { total } from './totals.ts';\n${TYPES}let runs = 0;
export default defineScenario({
  *user() {
    if (runs++ === 0) total(undefined);
    JSON.parse('<html>');
  },
});`,
    `${TYPES}export function total(cart: Cart | undefined): number {\n  return cart!.items.length;\n}\n`,
  );
  assert.ok(!isFixed(user) && !isSocket(user));
  const script = new RunningScript(user, around, encoder);
  const thrown = () => {
    const action = script.begin();
    return action.kind === 'end' ? action.thrown : assert.fail();
  };
  assert.match(thrown() ?? '', /^totals\.ts:5: Cannot read properties of undefined/);
  assert.match(thrown() ?? '', /^visitor\.ts:11: .*JSON/, 'thrown by Node, called by the script');
});

test('a check that fails has the user’s own words alone', async (context) => {
  const user = await exportedBy(
    context,
    "export default defineScenario({ *user() { check(false, 'too few'); } });",
  );
  assert.ok(!isFixed(user) && !isSocket(user));
  const script = new RunningScript(user, around, encoder);
  assert.deepEqual(script.begin(), { kind: 'end', isCorrect: false, thrown: 'too few' });
});

test('a check of a body that throws is located, and the response is not the expected one', async (context) => {
  const user = await exportedBy(
    context,
    `${TYPES}export default defineScenario({ request: get('/', { expect: {\nbody: (text) => JSON.parse(text).a.b } }) });`,
  );
  assert.ok(isFixed(user));
  assert.match(thrownByCheck(user.request.expect, '{}') ?? '', /^visitor\.ts:7: Cannot read properties/);
  assert.equal(thrownByCheck(user.request.expect, '{"a":{}}'), null);
});

test('errors from elsewhere keep their message', () => {
  assert.equal(locatedMessage(new Error('no place')), 'no place');
  assert.equal(locatedMessage('a text'), 'a text');
});

test('the map that travels with a bundle holds no source, and leaves its hash alone', async (context) => {
  const code = 'export default defineScenario({ request: get("/") });';
  const bundled = (text: string) => {
    const path = scenarioFile(context, text);
    return bundleModule(path, path);
  };
  const plain = await bundled(code);
  const commented = await bundled(`// password: hunter2\n${TYPES}${code}`);
  assert.equal(plain.sha256, commented.sha256);
  const map = commented.bundle.split('base64,').at(-1) ?? '';
  const text = Buffer.from(map, 'base64').toString();
  const { sources, sourcesContent } = JSON.parse(text);
  assert.ok(sources.includes('visitor.ts'), text);
  assert.equal(sourcesContent, undefined);
  assert.ok(!text.includes('hunter2'), text);
});
