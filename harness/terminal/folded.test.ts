import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complain } from '../commands/complain.ts';
import { createProgress } from './progress.ts';

const LONG = '/srv/a-path-that-is-longer-than-the-line-may-be/server.js';
const SENTENCE = `the record does not name the commit: git does not trust ${LONG}, because another user owns it`;

/** A stream that keeps what is written. */
function stream(isTTY: boolean) {
  let text = '';
  return {
    isTTY,
    columns: 40,
    write: (more: string) => {
      text += more;
    },
    text: () => text,
  };
}

test('an error is broken between words on a terminal, and a path never', () => {
  const terminal = stream(true);
  complain(terminal, `${SENTENCE}\n  | output of another program, which stays as it is`);
  assert.deepEqual(terminal.text().split('\n'), [
    'cluster-bench: the record does not name',
    '  the commit: git does not trust',
    `  ${LONG},`,
    '  because another user owns it',
    '  | output of another program, which stays as it is',
    '',
  ]);
});

test('a notice likewise', () => {
  const terminal = stream(true);
  const progress = createProgress(terminal, { TERM: 'dumb', NO_COLOR: '1' });
  progress.watch({ type: 'notice', text: SENTENCE });
  assert.equal(
    terminal.text(),
    `the record does not name the commit: git\n  does not trust\n  ${LONG},\n  because another user owns it\n`,
  );
});

test('what goes to a file or a pipe is one line', () => {
  const pipe = stream(false);
  complain(pipe, SENTENCE);
  createProgress(pipe, {}).watch({ type: 'notice', text: SENTENCE });
  assert.equal(pipe.text(), `cluster-bench: ${SENTENCE}\n${SENTENCE}\n`);
});
