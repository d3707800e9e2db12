import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLimitOf, memorySetting, readMemoryBytes } from './memory-size.ts';
import { settingValue, takenBy } from './setting.ts';

test('sizes are read as PM2 reads them', () => {
  assert.deepEqual(['150M', '1G', '64K', '150', '0M', 'M', '1.5G', '-1M'].map(readMemoryBytes), [
    157_286_400,
    1_073_741_824,
    65_536,
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a setting takes a size or none', () => {
  const setting = memorySetting('a limit', 'none');
  assert.deepEqual(
    ['150M', 'none', '150MB'].map((text) => settingValue(setting, text)),
    ['150M', 'none', null],
  );
  assert.equal(takenBy(setting), 'a size such as 150M or 1G, or none');
});

test('a setting comes before the limit of the scenario', () => {
  assert.equal(memoryLimitOf('200M', 'none', '150M'), '200M');
  assert.equal(memoryLimitOf('none', 'none', '150M'), '150M');
  assert.equal(memoryLimitOf(undefined, 'none'), null);
});
