import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbersText } from './warning-numbers.ts';

test('a number has the unit that its name implies, and its range over trials', () => {
  const trials = [
    {
      clientUtilization: 0.914,
      sendDelayP99Ms: 1.5,
      offeredRate: 9000,
      availableMemoryBytes: 2e9,
      processes: 2,
    },
    {
      clientUtilization: 0.97,
      sendDelayP99Ms: 2,
      offeredRate: 9000,
      availableMemoryBytes: 3e9,
      processes: 2,
    },
  ];
  assert.equal(
    numbersText(trials),
    'client utilization 91% to 97%, send delay p99 1.50 ms to 2 ms, offered rate 9,000 req/s, available memory 2,000 MB to 3,000 MB, processes 2',
  );
});

test('a name without a known unit stands as it is, and none is left without a name', () => {
  assert.equal(
    numbersText([{ limit: 2.5, seconds: 3, stealPercent: 4.25 }]),
    'limit 2.50, seconds 3 s, steal 4.25%',
  );
  assert.equal(numbersText([{}]), '');
});
