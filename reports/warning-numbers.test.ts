import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbersText } from './warning-numbers.ts';

test('a number has words, its unit, and its range over trials', () => {
  const loads = { offeredRate: 9000, availableMemoryBytes: 2e9, loadProcesses: 2 };
  const trials = [
    { clientUtilization: 0.914, sendDelayP99Ms: 1.5, ...loads },
    { clientUtilization: 0.97, sendDelayP99Ms: 2, ...loads },
  ];
  assert.equal(
    numbersText(trials),
    'event-loop use of the busiest load process 91% to 97%, p99 of the delay before sending 1.50 ms to 2 ms, offered rate 9,000 req/s, available memory 2,000 MB, load processes 2',
  );
});

test('a number of a newer version has its name as words', () => {
  assert.equal(numbersText([{ unheardOf: 2.5, changeAtSecond: 3 }]), 'unheard of 2.50, change after 3 s');
  assert.equal(numbersText([{}]), '');
});
