import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { recordSchemaText, SCHEMA_FILE } from './schema.ts';

test('the documented schema is the one that records are checked against (npm run schema)', () => {
  assert.equal(readFileSync(SCHEMA_FILE, 'utf8'), recordSchemaText());
});
