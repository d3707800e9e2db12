import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_CHANGES } from '../../scenarios/request-changes.ts';
import { redactorOf } from './redact.ts';

const sent = {
  requests: null,
  rows: null,
  changes: { ...NO_CHANGES, headers: { authorization: 'Bearer $TOKEN', 'x-id': '$ID' } },
};
const redact = redactorOf(sent, { TOKEN: 'ab/cd"ef-0123456789', ID: 'x12' });

test('a value is replaced by its variable, also in JSON, in a URL and where it was cut', () => {
  assert.ok(redact);
  assert.equal(redact('got Bearer ab/cd"ef-0123456789!'), 'got Bearer $TOKEN!');
  assert.equal(redact(JSON.stringify({ token: 'ab/cd"ef-0123456789' })), '{"token":"$TOKEN"}');
  assert.equal(redact(`/?t=${encodeURIComponent('ab/cd"ef-0123456789')}`), '/?t=$TOKEN');
  assert.equal(
    redact('cut after ab/cd"ef-01… and before f-0123456789'),
    'cut after $TOKEN… and before $TOKEN',
  );
  assert.equal(redact('"ef-01234567 in the middle'), '$TOKEN in the middle');
});

test('other text stays, and so does a value too short to be told from a word', () => {
  assert.equal(redact?.('cluster x12 56789'), 'cluster x12 56789');
  assert.equal(redactorOf({ ...sent, changes: NO_CHANGES }, {}), null);
});
