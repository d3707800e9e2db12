import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figure } from '../../harness/records/micro.ts';
import { terminalText } from '../testing/renderings.ts';
import { microDocument } from './document.ts';
import { microFindings } from './findings.ts';

function cost(id: Figure['id'], medianUs: number, app: string | null = null): Figure {
  const clock = id === 'ipc-round-trip' ? 'elapsed' : 'cpu';
  return { id, app, clock, medianUs, madUs: medianUs / 25, samples: 100, operationsPerSample: 50 };
}

const figures: readonly Figure[] = [
  cost('injection', 9),
  cost('injected', 30, 'express'),
  cost('injected', 8.5, 'http'),
  cost('served', 85, 'express'),
  cost('served', 12, 'http'),
  cost('json-stringify', 0.85),
  cost('json-parse', 0.8),
  cost('ipc-message', 3.8),
  cost('ipc-round-trip', 17.25),
  cost('connection-accepted', 22),
  cost('connection-passed', 64.5),
  cost('timer', 1.1),
  cost('gc-entry', 10),
  cost('gc-window', 20),
  cost('gc-interval', 20_000, 'express'),
];

test('a table, its findings, and an explanation', () => {
  assert.equal(
    terminalText(microDocument(figures, 'Node 20.20.2, some CPU, 2 cores')),
    `Node 20.20.2, some CPU, 2 cores

what                                                   median µs  MAD µs  per second
injection alone: a handler that does nothing                9.00    0.36     111,000
express: GET /api/users injected                            30.0     1.2      33,300
http: GET /api/users injected                               8.50    0.34     118,000
express: GET /api/users over a kept connection              85.0     3.4      11,800
http: GET /api/users over a kept connection                 12.0     0.5      83,300
JSON.stringify of the response                              0.85    0.03   1,180,000
JSON.parse of the response                                  0.80    0.03   1,250,000
IPC message to a child, both ends                           3.80    0.15     263,000
IPC message to a child and back, elapsed                    17.3     0.7      58,000
TCP connection that a worker accepts                        22.0     0.9      45,500
TCP connection passed by the primary                        64.5     2.6      15,500
timer of a simulated delay                                  1.10    0.04     909,000
entry of a garbage collection for the record                10.0     0.4     100,000
heap and GC figures of a window                             20.0     0.8      50,000
express: busy from one garbage collection to the next     20,000     800          50

- A request over a kept connection costs 85.0 µs in express: the app’s own code
  takes 21.0 µs (25%), with 0.85 µs (1%) for JSON.stringify; the rest goes to
  HTTP, the kernel and garbage collection.
- A request over a kept connection costs 12.0 µs in http: JSON.stringify takes
  0.85 µs (7%).
- A connection that the primary passes to a worker costs 42.5 µs more than one
  that the worker accepts itself (0.50 requests in express), once per
  connection.
- Heap and GC figures cost a worker of express that is always busy 520 µs of CPU
  per second, or less: 50.0 collections whose entries take 10.0 µs each, and
  20.0 µs for each window.

µs of CPU time, or elapsed time where noted; MAD is the median absolute
deviation. Each benchmark runs alone after a warm-up: the same work costs more
in a busy process.
`,
  );
});

test('findings without their figures are left out', () => {
  assert.deepEqual(microFindings([]), []);
  const without = (...ids: Figure['id'][]) => microFindings(figures.filter(({ id }) => !ids.includes(id)));
  assert.equal(without('connection-passed').length, 3);
  assert.equal(without('json-stringify').length, 2);
  assert.equal(without('gc-entry').length, 3);
  assert.match(without('served')[0] ?? '', /accepts itself, once per connection/);
});
