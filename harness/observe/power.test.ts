import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBoost, readOnBattery } from './power.ts';

const files = (content: Readonly<Record<string, string>>) => (file: string) =>
  Object.entries(content).find(([end]) => file.endsWith(end))?.[1] ?? null;

test('Intel says whether it is off, others whether it is on, and most virtual hosts nothing', () => {
  assert.equal(readBoost(files({ 'intel_pstate/no_turbo': '0' })), true);
  assert.equal(readBoost(files({ 'intel_pstate/no_turbo': '1', 'cpufreq/boost': '1' })), false);
  assert.equal(readBoost(files({ 'cpufreq/boost': '1' })), true);
  assert.equal(readBoost(files({ 'cpufreq/boost': '0' })), false);
  assert.equal(readBoost(files({})), null);
});

test('this host runs on its battery, or not', async () => {
  assert.equal(typeof (await readOnBattery()), 'boolean');
});
