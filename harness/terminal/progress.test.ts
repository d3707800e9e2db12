import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { capacity, exampleRecord, failedTrial, steadyRate } from '../../reports/testing/example-record.ts';
import type { PairsEvent } from '../ab/events.ts';
import type { OkTrial } from '../records/run.ts';
import { duration } from './durations.ts';
import { createProgress, type Screen } from './progress.ts';

const record = exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 });
const [first, second] = record.trials.filter((trial) => trial.status === 'ok') as [OkTrial, OkTrial];

const planned: PairsEvent = {
  type: 'planned',
  kept: 0,
  folder: '/runs/1',
  cells: record.cells,
  skipped: [
    { cell: 'cluster-2-reuseport', reason: 'no such Node' },
    { cell: 'nginx+single', reason: 'no nginx' },
    { cell: 'nginx+cluster-2-rr', reason: 'no nginx' },
  ],
  load: null,
  trials: 4,
  profiles: 0,
  estimatedSeconds: 520,
};
const failed = failedTrial(second, 'the app ended with exit code 1', [
  'one',
  'two',
  '\x1b[31mthree\x1b[2J\x07',
]);
const flawed: OkTrial = {
  ...first,
  load: { ...first.load, throughput: 9612.4, errors: { ...first.load.errors, timeout: 1200, reset: 2 } },
  warnings: [{ code: 'client', text: 'the load client was busy', numbers: {} }],
};

/** Screen of a terminal with this many columns: just enough of an emulator to interpret the output. */
class FakeTerminal implements Screen {
  readonly isTTY: boolean;
  readonly columns: number;
  lines = [''];
  row = 0;
  written = '';
  constructor(columns: number, isTTY = true) {
    this.columns = columns;
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.written += text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the emulator reads control characters
    for (const part of text.match(/\x1b\[\d*[A-Za-z]|\r|\n|[^\x1b\r\n]+/g) ?? []) this.#take(part);
  }

  #take(part: string): void {
    if (part === '\r') this.#column = 0;
    else if (part === '\n') {
      this.row += 1;
      this.#column = 0;
      this.lines[this.row] ??= '';
    } else if (part.endsWith('A')) this.row -= Number(part.slice(2, -1));
    else if (part === '\x1b[J') this.lines.splice(this.row + 1, Infinity, ...this.#cut());
    else if (part === '\x1b[K') this.#cut();
    else if (!part.startsWith('\x1b')) this.#put(part);
  }

  #column = 0;
  #cut(): [] {
    this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, this.#column);
    return [];
  }
  #put(text: string): void {
    const line = (this.lines[this.row] ?? '').padEnd(this.#column);
    this.lines[this.row] = line.slice(0, this.#column) + text + line.slice(this.#column + text.length);
    this.#column += text.length;
  }
}

test('a log has a line per trial, and no escape codes', () => {
  const log = new FakeTerminal(80, false);
  const { watch, say, close } = createProgress(log, {});
  for (const event of [
    planned,
    { type: 'trial-started', cell: 'single', trial: 1, order: 1 },
    { type: 'phase', phase: 'measuring' },
    { type: 'live', throughput: 9000 },
    { type: 'trial-ended', trial: { ...first, order: 1 }, remainingSeconds: 9 },
    { type: 'trial-ended', trial: { ...failed, order: 2 }, remainingSeconds: 6 },
    { type: 'trial-ended', trial: { ...flawed, order: 3 }, remainingSeconds: 3 },
    { type: 'trial-ended', trial: { ...flawed, order: 4 }, remainingSeconds: 0 },
    { type: 'notice', text: 'the disk is full' },
  ] satisfies PairsEvent[]) {
    watch(event);
  }
  say('stopping');
  close();
  const { latency, throughput } = first.load;
  const figures = `p50 ${latency.p50.toFixed(1).padStart(5)} ms  p99 ${latency.p99.toFixed(1).padStart(5)} ms`;
  assert.deepEqual(log.written.split('\n'), [
    '2 variants, 2 trials each: about 8 min 40 s',
    '  single, cluster-2-rr',
    'skipped: no such Node',
    '  cluster-2-reuseport',
    'skipped: no nginx',
    '  nginx+single, nginx+cluster-2-rr',
    'results go to /runs/1',
    '',
    `ok     1/4  single          ${Math.round(throughput).toLocaleString('en-US')} req/s  ${figures}  no errors`,
    'failed 2/4  cluster-2-rr  the app ended with exit code 1',
    '    | one',
    '    | two',
    '    | three',
    `ok     3/4  single          9,612 req/s  ${figures}  1,202 errors (1,200 timeout, 2 reset)`,
    '  note: the load client was busy',
    `ok     4/4  single          9,612 req/s  ${figures}  1,202 errors (1,200 timeout, 2 reset)`,
    'the disk is full',
    'stopping',
    '',
  ]);
});

test('a trial of an open loop shows the offered rate, a search the rate that it found', () => {
  const lineOf = (scenario: typeof steadyRate, change: (trial: OkTrial) => Partial<OkTrial> = () => ({})) => {
    const log = new FakeTerminal(80, false);
    const [trial] = exampleRecord({ workers: [1], proxies: ['none'], scenarios: [scenario] }).trials;
    assert.ok(trial?.status === 'ok');
    const changed = { ...trial, ...change(trial) };
    createProgress(log, {}).watch({ type: 'trial-ended', trial: changed, remainingSeconds: 0 });
    return log.written;
  };
  assert.match(lineOf(steadyRate), /9,000 of 9,000 req\/s {2}p50 +[\d.]+ ms {2}p99 +[\d.]+ ms/);
  assert.match(lineOf(capacity), /[\d,]+ req\/s {2}p99 within 200 ms \([\d,]+ to [\d,]+\)/);
  const warnings = [{ code: 'objective-missed', text: 'not kept', numbers: {} }];
  assert.match(
    lineOf(capacity, () => ({ warnings })),
    /p99 not within 200 ms in the window: no capacity/,
  );
  const open = ({ search }: OkTrial) => ({ search: search && { ...search, high: null } });
  assert.match(lineOf(capacity, open), /p99 within 200 ms \(or more: no tested rate was too high\)/);
  const few = ({ load }: OkTrial) => ({ load: { ...load, completed: 999 } });
  assert.match(lineOf(steadyRate, few), /p50 +[\d.]+ ms {2}p99 +– ms/);
});

test('a trial of a script shows its iterations, and how long these took', () => {
  const log = new FakeTerminal(80, false);
  const duration = { ...first.load.latency, p50: 250, p99: 400 };
  const iterations = { completed: 1_000, failed: 0, perSecond: 100, duration };
  const lineOf = (change: Partial<OkTrial['load']>) => {
    const load = { ...first.load, iterations, offeredRate: 101, ...change };
    createProgress(log, {}).watch({ type: 'trial-ended', trial: { ...first, load }, remainingSeconds: 0 });
    return log.written.trimEnd().split('\n').at(-1) ?? '';
  };
  assert.match(lineOf({}), / 100 of 101 iter\/s {2}iteration p50 {3}250 ms {2}p99 {3}400 ms {2}no errors$/);
  const few = { ...iterations, completed: 999 };
  assert.match(
    lineOf({ iterations: few, offeredRate: null }),
    / 100 iter\/s {2}iteration p50 {3}250 ms {2}p99 {5}– ms/,
  );
});

test('on a terminal the status is drawn in place, below permanent lines', () => {
  const terminal = new FakeTerminal(80);
  let now = 0;
  const { watch, close } = createProgress(terminal, { NO_COLOR: '1' }, () => now);
  watch({ ...planned, skipped: [] });
  watch({ type: 'trial-started', cell: 'single', trial: 1, order: 1 });
  now = 3000;
  watch({ type: 'phase', phase: 'measuring' });
  now = 7000;
  watch({ type: 'live', throughput: 9612.4 });
  assert.deepEqual(terminal.lines.slice(-2), [
    '░░░░░░░░░░░░░░░░░░░░░░░░  0/4 done, about 8 min 33 s left',
    'single  trial 1 of 2, measuring 4 s, 9,612 req/s',
  ]);

  watch({ type: 'trial-ended', trial: { ...failed, order: 1 }, remainingSeconds: 59 });
  assert.deepEqual(terminal.lines.slice(4), [
    '✗ 1/4  cluster-2-rr  the app ended with exit code 1',
    '    | one',
    '    | two',
    '    | three',
    '██████░░░░░░░░░░░░░░░░░░  1/4 done, about 59 s left',
  ]);

  close();
  close();
  assert.equal(terminal.lines.at(-1), '');
  assert.equal(terminal.lines.at(-2), '    | three');
});

test('while an app is not ready, the status says what it waits for, and promises no time', () => {
  const terminal = new FakeTerminal(100);
  let now = 0;
  const { watch } = createProgress(terminal, { NO_COLOR: '1' }, () => now);
  watch({ ...planned, skipped: [], estimatedSeconds: 5 });
  watch({ type: 'trial-started', cell: 'single', trial: 1, order: 1 });
  now = 9000;
  watch({ type: 'waiting', reason: 'GET / responded with 500' });
  assert.deepEqual(terminal.lines.slice(-2), [
    '░░░░░░░░░░░░░░░░░░░░░░░░  0/4 done, longer than estimated',
    'single  trial 1 of 2, starting 9 s, waiting: GET / responded with 500',
  ]);
  watch({ type: 'phase', phase: 'warming up' });
  assert.match(terminal.lines.at(-1) ?? '', /warming up 0 s$/);
});

test('the status is updated once a second without events, until it is closed', (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const terminal = new FakeTerminal(80);
  let now = 0;
  const { watch, close } = createProgress(terminal, {}, () => now);
  watch(planned);
  now = 1000;
  context.mock.timers.tick(1000);
  assert.match(terminal.lines.at(-1) ?? '', /about 8 min 39 s left/);
  close();
  const { length } = terminal.written;
  context.mock.timers.tick(5000);
  assert.equal(terminal.written.length, length);
});

test('no line of the status reaches the last column, at any width', () => {
  for (const columns of [4, 20, 40]) {
    const terminal = new FakeTerminal(columns);
    const { watch, close } = createProgress(terminal, {});
    watch({ ...planned, cells: [], skipped: [], folder: '' });
    watch({ type: 'trial-started', cell: 'db-wait/express/nginx+cluster-16-reuseport', trial: 1, order: 1 });
    const lines = terminal.lines.slice(-2).map(stripVTControlCharacters);
    assert.ok(
      lines.every((line) => line.length < columns),
      lines.join('\n'),
    );
    close();
  }
});

test('colors are used on a terminal unless NO_COLOR, elsewhere if FORCE_COLOR; only codes differ', () => {
  const written = (isTTY: boolean, env: NodeJS.ProcessEnv) => {
    const screen = new FakeTerminal(80, isTTY);
    const { watch, close } = createProgress(screen, env);
    watch({ type: 'trial-ended', trial: failed, remainingSeconds: 0 });
    close();
    return screen.written;
  };
  const red = '\x1b[31m';
  assert.ok(written(true, {}).includes(red));
  assert.ok(!written(true, { NO_COLOR: '1' }).includes(red));
  assert.ok(!written(false, {}).includes('\x1b'));
  assert.ok(written(false, { FORCE_COLOR: '1', NO_COLOR: '1' }).includes(red));
  assert.ok(!written(true, { FORCE_COLOR: '0' }).includes(red));
  assert.ok(!written(true, { TERM: 'dumb' }).includes('\x1b'));
  assert.equal(stripVTControlCharacters(written(false, { FORCE_COLOR: '1' })), written(false, {}));
});

test('durations are as precise as a reader needs', () => {
  assert.deepEqual([0, 44.6, 60, 520, 3599.7, 3900, 7200].map(duration), [
    '0 s',
    '45 s',
    '1 min',
    '8 min 40 s',
    '1 h',
    '1 h 5 min',
    '2 h',
  ]);
});
