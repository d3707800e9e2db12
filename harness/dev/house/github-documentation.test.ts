/** The workflows in the documentation are valid, use inputs that exist, and keep to the rules that the page explains. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkUse } from '../testing/action-use.ts';
import { readAction } from '../testing/composite-action.ts';
import { blocks } from '../testing/documented.ts';
import { type Job, readWorkflow, type Step, workflowErrors } from '../testing/workflow.ts';

const PAGE = join('docs', 'github.md');
const page = readFileSync(PAGE, 'utf8');
const action = readAction(readFileSync('action.yml', 'utf8'));
const folder = join('.github', 'workflows');
const workflows = blocks(PAGE, 'yaml').map((text) => ({ text, workflow: readWorkflow(text) }));
const jobs: readonly Job[] = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));

const usesAction = ({ uses = '' }: Step) => uses.startsWith('you/cluster-bench@');

test('the workflows are valid to GitHub', async () => {
  assert.ok(workflows.length >= 3);
  for (const { text } of workflows) assert.deepEqual(await workflowErrors('documented.yml', text), []);
});

test('the action is used with inputs and arguments that exist, and takes nothing from an event', () => {
  const uses = jobs.flatMap(({ steps }) => steps.filter(usesAction));
  assert.ok(uses.length >= 4);
  for (const use of uses) {
    checkUse(use, action);
    assert.doesNotMatch(JSON.stringify(use.with), /\$\{\{/);
  }
});

test('actions of others are pinned to the commits that our own workflows use', () => {
  const own = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const [line] of page.matchAll(/uses: (?!you\/).*$/gm))
    assert.ok(
      own.some((text) => text.includes(line)),
      line,
    );
  for (const [line] of page.matchAll(/uses: you\/.*$/gm))
    assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('no job measures with a token that writes, and none that comments runs code of a repository', () => {
  for (const { workflow } of workflows) {
    assert.doesNotMatch(JSON.stringify(workflow.on), /pull_request_target/);
    for (const { permissions = workflow.permissions, steps } of Object.values(workflow.jobs)) {
      const isWriting = Object.values(permissions).includes('write');
      const commands = steps.filter(usesAction).map(({ with: given }) => given?.command);
      assert.deepEqual(commands, [isWriting ? 'comment' : 'ab']);
      assert.equal(
        steps.some(({ uses }) => uses?.startsWith('actions/checkout@')),
        !isWriting,
      );
      assert.ok(steps.every(({ run }) => run === undefined));
    }
  }
});

test('the page names every input and output of the action', () => {
  for (const name of Object.keys({ ...action.inputs, ...action.outputs })) {
    assert.match(page, new RegExp(`^\\| \`${name}\` `, 'm'), name);
  }
});
