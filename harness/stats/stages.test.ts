import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  legInWords,
  legsOf,
  lengthOfStages,
  levelAt,
  meanLevel,
  stagesInWords,
  warmUpLevel,
} from './stages.ts';

const stages = [
  { durationSeconds: 10, level: 100 },
  { durationSeconds: 0, level: 500 },
  { durationSeconds: 20, level: 500 },
  { durationSeconds: 10, level: 0 },
];

test('the level changes evenly within a stage, and at once in a stage of 0 s', () => {
  const legs = legsOf(stages);
  assert.deepEqual(legs.map(legInWords), ['0 to 100', 'at 500', '500 to 0']);
  assert.deepEqual(
    [0, 5, 9.999, 10, 29, 35, 40, 100].map((seconds) => Math.round(levelAt(legs, seconds))),
    [0, 50, 100, 500, 500, 250, 0, 0],
  );
});

test('the mean level is the integral over the window', () => {
  assert.equal(lengthOfStages(stages), 40);
  assert.equal(meanLevel(stages), (500 + 10_000 + 2_500) / 40);
});

test('the target warms up at the first level above 0', () => {
  assert.equal(warmUpLevel([{ durationSeconds: 1, level: 0 }, ...stages]), 100);
});

test('stages have words, by which histories join runs', () => {
  assert.equal(stagesInWords(stages), '10s:100, 0s:500, 20s:500, 10s:0');
});
