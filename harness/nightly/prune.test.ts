import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleNight } from '../../reports/testing/example-night.ts';
import type { Night } from '../records/night.ts';
import { neededNights } from './base.ts';
import { toRemove } from './prune.ts';

/** Nights from letters, the most recent first: g is a good night, a an accepted one, b a bad one. */
function nightsOf(letters: string, host: Partial<Night['run']> = {}) {
  return [...letters].map((letter, index) => {
    const id = `${letter}${index}`;
    const night = exampleNight({ id, good: letter !== 'b', accepted: letter === 'a' });
    return { folder: id, night: { ...night, run: { ...night.run, ...host } } };
  });
}

const names = (nights: ReturnType<typeof nightsOf>) => nights.map(({ night }) => night.id);

test('the last five good nights are needed, but none before an accepted one', () => {
  assert.deepEqual(names(neededNights(nightsOf('bgbggggg'))), ['g1', 'g3', 'g4', 'g5', 'g6']);
  assert.deepEqual(names(neededNights(nightsOf('gbaggg'))), ['g0', 'a2']);
  assert.deepEqual(neededNights(nightsOf('bb')), []);
});

test('each host has its own needed nights', () => {
  const other = { cpuModel: 'another', cores: 64 };
  const nights = [...nightsOf('ga'), ...nightsOf('ggg', other)];
  assert.equal(neededNights(nights).length, 5);
});

test('nights are removed if they are neither recent nor needed', () => {
  const nights = nightsOf('bbbgbgggggg');
  const folders = names(nights);
  assert.deepEqual(toRemove({ nights, folders }, 4), ['b4', 'g9', 'g10']);
  assert.deepEqual(toRemove({ nights, folders }, 100), []);
  assert.deepEqual(toRemove({ nights: [], folders: ['killed2', 'killed1'] }, 1), ['killed1']);
});
