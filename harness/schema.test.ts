import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { schemaFiles } from './schema.ts';

for (const [file, text] of Object.entries(schemaFiles)) {
  test(`${file} is the schema that is checked against (npm run schema)`, () => {
    assert.equal(readFileSync(file, 'utf8'), text());
  });
}
