import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderMarkdown } from '../render/markdown.ts';
import { exampleGate } from '../testing/example-gate.ts';
import { terminalText } from '../testing/renderings.ts';
import { gatesSection, gatesSummary } from './gates.ts';

const met = exampleGate({ text: 'p99 single < 120', cell: 'single', value: 60, result: 'met' });
const open = exampleGate({
  text: 'p99[*] cluster-* < 140',
  label: 'login',
  result: 'undecided',
  reason: 'the interval contains the limit: about 7 trials would decide',
});

test('a run without gates has no section', () => {
  assert.deepEqual([gatesSection([]), gatesSummary([])], [[], []]);
});

test('the worst gates come first, with columns for what a pattern chose, and reasons below', () => {
  assert.equal(
    terminalText(gatesSummary([met, open, exampleGate({ lacking: 1 })]), 120),
    `result     gate                    variant       label   figure  95% interval
not met    p99 cluster-8-rr < 120  cluster-8-rr          131 ms    126 to 137
undecided  p99[*] cluster-* < 140  cluster-8-rr  login   131 ms    126 to 137
met        p99 single < 120        single               60.0 ms    126 to 137

- p99 cluster-8-rr < 120: 1 trial without a figure
- p99[*] cluster-* < 140 in cluster-8-rr for login: undecided, the interval contains the limit: about 7 trials would
  decide

1 of 3 gates not met, 1 undecided
`,
  );
});

test('gates that name their variant need no more columns', () => {
  assert.match(
    terminalText(gatesSummary([met])),
    /^result +gate +figure +95% interval\n.*\n\nThe gate is met\n$/,
  );
});

test('the section says how gates are judged, and what is special in these', () => {
  const plain = renderMarkdown(gatesSection([met]));
  assert.match(plain, /^## Gates\n\n\*\*The gate is met\.\*\*/);
  assert.match(plain, /undecided counts as not met\./);
  assert.doesNotMatch(plain, /single trial|limit of 0/);
  const special = renderMarkdown(
    gatesSection([
      exampleGate({ interval: { low: 67, high: 195, source: 'assumed' } }),
      exampleGate({
        metric: 'errors',
        limit: 0,
        value: 0,
        interval: { low: 0, high: 0.0001, source: 'measured' },
      }),
      exampleGate({ metric: 'capacity', interval: { low: 5_000, high: null, source: 'measured' } }),
    ]),
  );
  assert.match(special, /assumed 67\.0 to 195/);
  assert.match(special, /5,000 or more/);
  assert.match(special, /An assumed interval stands around a single trial/);
  assert.match(special, /A limit of 0 is about what was seen/);
});
