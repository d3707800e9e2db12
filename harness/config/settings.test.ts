/** `--set`: the values that it accepts, and the combinations that result. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Setting } from '../../targets/setting.ts';
import { cluster } from '../../targets/topologies/cluster.ts';
import { single } from '../../targets/topologies/single.ts';
import { changedSettings, parseSetting, refuseInvalidSettings, settingCombinations } from './settings.ts';

const watchdog: Setting = {
  about: 'kills a worker that hangs for this long; 0 turns it off',
  default: '0',
  takes: { text: 'a duration such as 5s', read: (text) => (/^\d+s?$/.test(text) ? text : null) },
};
const wait: Setting = { about: 'whether it waits', default: 'yes', takes: ['yes', 'no'] };
const ring = { ...cluster, name: 'ring', settings: { watchdog, wait } };

const given = { texts: [], origin: '--set', folder: '/' };
const asked = (...texts: string[]) => texts.map((text) => parseSetting(text, ['watchdog', 'wait'], given));

test('a setting with valid values is read; anything else is refused', () => {
  assert.deepEqual(asked('watchdog=0,5s'), [{ name: 'watchdog', values: ['0', '5s'] }]);
  assert.throws(() => asked('watchdog'), /--set takes a setting and its values.*not "watchdog"/);
  assert.throws(() => asked('watchdg=1'), /did you mean watchdog/);
  assert.throws(() => asked('watchdog='), /--set watchdog needs a value/);
});

test('values are combined in every way; settings that are not named keep their default', () => {
  assert.deepEqual(settingCombinations([ring], []), [{ watchdog: '0', wait: 'yes' }]);
  assert.deepEqual(settingCombinations([ring], asked('watchdog=0,5s', 'wait=no')), [
    { watchdog: '0', wait: 'no' },
    { watchdog: '5s', wait: 'no' },
  ]);
  assert.deepEqual(settingCombinations([ring], asked('wait=yes', 'wait=no')).length, 2);
  assert.deepEqual(settingCombinations([single], asked('wait=no')), [{}], 'a topology without it');
  assert.deepEqual(changedSettings([ring], { watchdog: '5s', wait: 'yes' }), { watchdog: '5s' });
});

test('a setting that no chosen topology has is refused, and so is an invalid value', () => {
  const refuse = (topologies: Parameters<typeof refuseInvalidSettings>[1], ...texts: string[]) =>
    refuseInvalidSettings(asked(...texts), topologies, { origin: '--set', all: [ring] });
  refuse([single, ring], 'watchdog=5s');
  assert.throws(
    () => refuse([single], 'watchdog=5s'),
    /^UsageError: --set watchdog is not a setting of single, which has no settings; it belongs to ring$/,
  );
  assert.throws(
    () => refuse([{ ...ring, settings: { wait } }], 'watchdog=5s'),
    /is not a setting of ring, which has wait; it belongs to ring$/,
  );
  assert.throws(() => refuse([ring], 'wait=perhaps'), /--set wait takes yes, no, not "perhaps"/);
  assert.throws(() => refuse([ring], 'watchdog=soon'), /takes a duration such as 5s, not "soon"/);
});
