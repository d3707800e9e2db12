import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Mailbox } from './mailbox.ts';

test('what arrives before anybody listens is kept for the first listener, in order', async () => {
  const mailbox = new Mailbox<number>();
  const [first, second]: [number[], number[]] = [[], []];
  mailbox.deliver(1);
  mailbox.deliver(2);
  mailbox.listen((message) => first.push(message));
  mailbox.listen((message) => second.push(message));
  await turn();
  mailbox.deliver(3);
  assert.deepEqual([first, second], [[1, 2, 3], [3]]);
});

test('a listener that stops at a kept message hears no more', async () => {
  const mailbox = new Mailbox<number>();
  for (const message of [1, 2, 3]) mailbox.deliver(message);
  const heard: number[] = [];
  const off = mailbox.listen((message) => {
    heard.push(message);
    if (message === 2) off();
  });
  await turn();
  mailbox.deliver(4);
  assert.deepEqual(heard, [1, 2]);
});
