/** Rules that hold for every option of the table. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsOf, refusalsOf, themes } from './index.ts';
import { number, text } from './kinds.ts';
import {
  aboutText,
  type CommandName,
  namesOf,
  type Option,
  optionHere,
  readValues,
  shownDefault,
} from './option.ts';
import { resumeOptions } from './resume.ts';
import { runOptionNames } from './run.ts';

const commands: readonly CommandName[] = [
  ...(['run', 'ab', 'compare', 'predict'] as const),
  ...(['doctor', 'micro', 'history', 'nightly'] as const),
];

test('no command has two options with the same name', () => {
  for (const command of commands) {
    const names = themes.flatMap((theme) =>
      Object.entries(theme).flatMap(([name, { commands: those }]) => (those[command] ? [name] : [])),
    );
    assert.equal(new Set(names).size, names.length, command);
    assert.ok(names.length > 0, command);
  }
});

test('every default is a valid value of its option', async () => {
  for (const command of commands) {
    const table = optionsOf(command);
    readValues(table, {}, command, { cores: 8, names: await namesOf(table) });
  }
});

test('help shows the default that applies to the command', () => {
  const option = {
    group: 'Load:',
    about: 'so many',
    kind: number({ min: 1, max: 9, whole: true }),
    usual: '3',
    commands: { run: {}, ab: { usual: '5', about: 'fewer' } },
  } as const satisfies Option;
  const inAb = optionHere(option, 'ab');
  assert.deepEqual([aboutText(inAb), shownDefault(inAb)], ['fewer', '5']);
  assert.deepEqual(readValues({ many: option }, {}, 'ab'), { many: 5 });
  assert.deepEqual(readValues({ many: option }, {}, 'run'), { many: 3 });
});

test('help shows what applies without a default, and the value is null', () => {
  const option = {
    group: 'Files:',
    about: 'where',
    kind: text,
    otherwise: 'none',
    commands: { run: {} },
  } as const satisfies Option;
  assert.equal(shownDefault(option), 'none');
  assert.deepEqual(readValues({ where: option }, {}, 'run'), { where: null });
});

test('ab has no option that it refuses', () => {
  const own = optionsOf('ab');
  for (const name of Object.keys(refusalsOf('ab'))) assert.equal(Object.hasOwn(own, name), false, name);
});

test('a configuration file accepts exactly the options of run, but those that are flags alone', () => {
  const names = [...runOptionNames, ...Object.keys(resumeOptions)];
  assert.deepEqual(Object.keys(optionsOf('run')), names);
});
