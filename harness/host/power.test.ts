import assert from 'node:assert/strict';
import { test } from 'node:test';
import { governorsInWords, readBoost, readGovernors, readOnBattery } from './describe-host.ts';

const files = (content: Readonly<Record<string, string>>) => (file: string) =>
  Object.entries(content).find(([end]) => file.endsWith(end))?.[1] ?? null;

test('Intel reports whether boost is off, others whether it is on, and most virtual hosts nothing', () => {
  assert.equal(readBoost(files({ 'intel_pstate/no_turbo': '0' })), true);
  assert.equal(readBoost(files({ 'intel_pstate/no_turbo': '1', 'cpufreq/boost': '1' })), false);
  assert.equal(readBoost(files({ 'cpufreq/boost': '1' })), true);
  assert.equal(readBoost(files({ 'cpufreq/boost': '0' })), false);
  assert.equal(readBoost(files({})), null);
});

test('the governor is read for each CPU that may be used, and for no other', () => {
  const read = files({
    'cpu0/cpufreq/scaling_governor': 'ondemand\n',
    'cpu2/cpufreq/scaling_governor': 'powersave\n',
    'cpu3/cpufreq/scaling_governor': 'performance\n',
    'cpu12/cpufreq/scaling_governor': 'performance\n',
    'cpu13/cpufreq/scaling_governor': '',
  });
  assert.deepEqual(readGovernors([2, 3, 12, 13, 14], read), { performance: 2, powersave: 1 });
  assert.deepEqual(readGovernors([3], read), { performance: 1 });
  assert.equal(readGovernors([13, 14], read), null, 'as on most virtual hosts');
});

test('equal governors are one name, different ones are counted', () => {
  assert.equal(governorsInWords({ performance: 8 }), 'performance');
  assert.equal(governorsInWords({ performance: 6, powersave: 2 }), 'performance on 6, powersave on 2');
});

test('this host runs on its battery, or not', async () => {
  assert.equal(typeof (await readOnBattery()), 'boolean');
});
