import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from './file.ts';

const parse = (text: string) => parseJson(text, 'cluster-bench.config.json');

test('comments, trailing commas and a byte order mark are allowed', () => {
  const text =
    '\uFEFF// of the team\n{\n  /* as in production */ "workers": [1, 8,],\n  "app": "./a//b.js", // text\n}\n';
  assert.deepEqual(parse(text), { workers: [1, 8], app: './a//b.js' });
});

test('an error names its line, its column and the problem', () => {
  for (const [text, problem] of [
    ['{\n  "workers": [1 8]\n}', 'line 2, column 17: expected a comma'],
    [
      '{\r\n  // note\r\n  workers: 1\r\n}',
      'line 3, column 3: this is not a JSON value; a string needs double quotes',
    ],
    ["{ 'workers': 1 }", 'line 1, column 3: this is not a JSON value; a string needs double quotes'],
    ['{ "workers" 1 }', 'line 1, column 13: expected a colon'],
    ['{ "workers": 1', 'line 1, column 15: expected a closing brace }'],
    ['{ "app": "./server.js }', 'line 1, column 10: unterminated string'],
    ['{} {}', 'line 1, column 4: expected nothing after the first value'],
    ['{ /* "workers": 1 }', 'line 1, column 3: unterminated comment'],
  ] as const)
    assert.throws(() => parse(text), {
      name: 'UsageError',
      message: `cluster-bench.config.json is not valid JSON: ${problem}`,
    });
  assert.throws(() => parse(' \n'), {
    name: 'UsageError',
    message: /is empty; it must contain one object, such as \{\}/,
  });
});
