/** The GitHub workflows are valid to GitHub's own parser, pinned, and have no more permissions than they need. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputs } from '../../../reports/outputs/index.ts';
import { gatesIn } from '../../config/gates.ts';
import { checkUse } from '../testing/action-use.ts';
import { readAction } from '../testing/composite-action.ts';
import { type Job, readWorkflow, type Step, workflowErrors } from '../testing/workflow.ts';

const folder = join('.github', 'workflows');
const files = readdirSync(folder);
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const nightlyText = texts.get('nightly.yml') ?? '';
const nightly = readWorkflow(nightlyText);
const job = (name: string) => nightly.jobs[name] as Job;

function stepsWith(text: string, { steps }: Job): Step[] {
  return steps.filter(({ run, uses }) => `${run} ${uses}`.includes(text));
}

for (const [name, text] of texts) {
  test(`${name} is a valid workflow, and its actions are pinned to commits`, async () => {
    assert.deepEqual(await workflowErrors(name, text), []);
    const uses = text.match(/uses: .*/g) ?? [];
    assert.ok(uses.length > 0);
    for (const line of uses) {
      // Our own action is that of the same commit.
      assert.match(line, /^uses: (\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
    }
  });
}

test('the parser refuses what GitHub refuses', async () => {
  for (const [found, instead, message] of [
    ['runs-on: ubuntu-latest', 'runs_on: ubuntu-latest', /Unexpected value 'runs_on'/],
    ['contents: read', 'contents: all', /Unexpected value 'all'/],
    ['needs: measure', 'needs: mesure', /mesure/],
    ['steps.night.outputs.verdict', 'setps.night.outputs.verdict', /Unrecognized named-value: 'setps'/],
  ] as const) {
    const errors = await workflowErrors('nightly.yml', nightlyText.replace(found, instead));
    assert.match(errors.join('\n'), message);
  }
});

test('an action is pinned to the same commit everywhere', () => {
  const uses = [...texts.values()].flatMap((text) => text.match(/(?<=uses: ).*/g) ?? []);
  const pins = new Map<string, Set<string>>();
  for (const line of uses) {
    const [name = '', pin = ''] = line.split('@');
    pins.set(name, (pins.get(name) ?? new Set()).add(pin));
  }
  for (const [name, commits] of pins) assert.equal(commits.size, 1, name);
});

test('everything that a push does not run is run every night', () => {
  const all = readWorkflow(texts.get('test-all.yml') ?? '');
  assert.deepEqual(Object.keys(all.on), ['schedule', 'workflow_dispatch']);
  assert.deepEqual(all.permissions, { contents: 'read' });
  assert.equal(stepsWith('bash .ci/run all', all.jobs.test as Job).length, 1);
  assert.match(readFileSync(join('.ci', 'run'), 'utf8'), /= all \]; then\n {2}npm ci && npm run test:all\n/);
});

test('the nightly job starts on schedule or by hand, one at a time, and never in a fork', () => {
  assert.deepEqual(Object.keys(nightly.on), ['schedule', 'workflow_dispatch']);
  assert.equal(nightly.concurrency?.['cancel-in-progress'], false);
  for (const name of ['start', 'measure']) {
    assert.match(job(name).if ?? '', /github\.event\.repository\.fork == false/);
  }
  assert.match(job('measure').if ?? '', /ref_name == github\.event\.repository\.default_branch/);
  for (const { 'timeout-minutes': minutes } of Object.values(nightly.jobs)) assert.ok(minutes);
});

test('each job has the permissions that it needs, and no others', () => {
  assert.deepEqual(nightly.permissions, {});
  assert.deepEqual(
    Object.fromEntries(Object.entries(nightly.jobs).map(([name, { permissions }]) => [name, permissions])),
    {
      start: { 'id-token': 'write' },
      measure: { contents: 'read' },
      issue: { issues: 'write' },
      stop: { 'id-token': 'write' },
    },
  );
  assert.deepEqual(readWorkflow(texts.get('ci.yml') ?? '').permissions, { contents: 'read' });
});

test('code is built without a token, and jobs with a writing token build nothing', () => {
  const [checkout] = stepsWith('actions/checkout', job('measure'));
  assert.deepEqual(checkout?.with, { 'persist-credentials': false, 'fetch-depth': 0 });
  assert.doesNotMatch(JSON.stringify(job('measure')), /github\.token|secrets\./);
  for (const name of ['start', 'issue', 'stop']) {
    assert.deepEqual(stepsWith('actions/checkout', job(name)), []);
    assert.doesNotMatch(
      job(name)
        .steps.map(({ run }) => run)
        .join('\n'),
      /npm|npx|node |\$\{\{/,
    );
  }
  // Typed input reaches a shell through its environment alone.
  for (const { run } of Object.values(nightly.jobs).flatMap(({ steps }) => steps)) {
    assert.doesNotMatch(run ?? '', /\$\{\{/);
  }
});

test('it measures on its own host: first doctor, nginx and the fixes of doctor, then the one command', () => {
  const { steps, 'runs-on': labels } = job('measure');
  assert.deepEqual(labels, ['self-hosted', 'linux', 'x64', 'c6i.2xlarge']);
  const place = (text: string) => steps.findIndex(({ run, uses }) => `${run} ${uses}`.includes(text));
  const order = [
    'npm ci',
    'cluster-bench doctor',
    'install -y -qq nginx',
    'cluster-bench doctor --fix | sudo sh',
    './',
  ];
  const places = order.map(place);
  assert.ok(!places.includes(-1));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.equal(stepsWith('cluster-bench doctor', job('measure'))[0]?.['continue-on-error'], true);
});

test('the night uses our own action, with a command that is valid', () => {
  const [night] = job('measure').steps.filter(({ uses }) => uses === './');
  assert.ok(night?.with);
  const args = String(night.with.args);
  const accept = ['${', "{ inputs.accept && '--accept' || '' }}"].join('');
  assert.ok(args.endsWith(` ${accept}`));
  const own = { ...night, with: { ...night.with, args: args.replace(accept, '--accept') } };
  const values = checkUse(own, readAction(readFileSync('action.yml', 'utf8')));
  assert.equal(night.with.command, 'nightly');
  assert.ok(values.setup && values.accept);
  assert.equal(
    gatesIn({ texts: [values.gate ?? ''].flat().map(String), origin: '--gate', folder: '.' }).length,
    1,
  );
  for (const name of String(values.output).split(','))
    assert.ok(
      outputs.some((one) => one.name === name),
      name,
    );
  assert.equal(values.store, '~/cluster-bench-nightly', 'outside the workspace, which each checkout empties');
});

test('a failed night is uploaded too, and an instance that was started is stopped', () => {
  for (const step of stepsWith('actions/upload-artifact', job('measure')))
    assert.match(step.if ?? '', /^always\(\)/);
  assert.match(job('issue').if ?? '', /^always\(\) && needs\.measure\.outputs\.verdict == 'regression'$/);
  assert.match(job('stop').if ?? '', /^always\(\)/);
  assert.deepEqual(job('stop').needs, ['start', 'measure']);
});
