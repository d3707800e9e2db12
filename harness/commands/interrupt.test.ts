import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { listenForInterrupt } from './interrupt.ts';

test('the first signal stops the trial, the second leaves at once', () => {
  const emitter = new EventEmitter();
  const calls: string[] = [];
  const { signal, release } = listenForInterrupt(emitter, {
    onFirst: () => calls.push('first'),
    onSecond: () => calls.push('second'),
  });
  assert.equal(signal.aborted, false);
  emitter.emit('SIGTERM');
  assert.equal(signal.aborted, true);
  emitter.emit('SIGINT');
  assert.deepEqual(calls, ['first', 'second']);
  release();
  assert.deepEqual(emitter.eventNames(), []);
});
