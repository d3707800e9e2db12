import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CpuProfile } from '../../records/cpu-profile.ts';
import { hottestOf } from './hottest.ts';
import { originOf } from './package-of.ts';
import { selfTimes } from './self-times.ts';

const frame = (functionName: string, url = '', lineNumber = -1) => ({
  functionName,
  url,
  lineNumber,
  columnNumber: 0,
});

const PARSE = frame('parse', 'file:///srv/app/lib/parse.js', 41);
const ROOTS = { app: '/srv/app', own: ['/tool/observe/'] };

/** 10 s: `parse` 4 s from two callers, the collector 1 s, `send` 3 s, idle 2 s. */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)') },
    { id: 2, callFrame: PARSE },
    { id: 3, callFrame: frame('(idle)') },
    { id: 4, callFrame: frame('(garbage collector)') },
    { id: 5, callFrame: frame('', 'file:///srv/app/node_modules/@hapi/hapi/lib/send.js', 9) },
    { id: 6, callFrame: PARSE },
  ],
  startTime: 1_000_000,
  endTime: 11_000_000,
  samples: [2, 3, 4, 5, 6],
  timeDeltas: [0, 3_000_000, 2_000_000, 1_000_000, 3_000_000],
};

test('self times of a function add up over its callers, from one sample to the next', () => {
  const times = selfTimes(profile).map(({ callFrame, selfSeconds }) => [callFrame.functionName, selfSeconds]);
  assert.deepEqual(times, [
    ['parse', 4],
    ['', 3],
    ['(idle)', 2],
    ['(garbage collector)', 1],
  ]);
});

test('samples out of order are put in order', () => {
  const swapped = { ...profile, samples: [2, 4, 3, 5, 6], timeDeltas: [0, 5e6, -2e6, 3e6, 3e6] };
  assert.deepEqual(selfTimes(swapped), selfTimes(profile));
});

test('the hottest are functions, and shares are of the time that was not idle', () => {
  const { hottest, packages, ...about } = hottestOf(profile, ROOTS);
  assert.deepEqual(about, { durationSeconds: 10, sampleCount: 5, idleSeconds: 2 });
  assert.deepEqual(hottest, [
    { name: 'parse', package: '(app)', place: 'lib/parse.js', line: 42, selfSeconds: 4, selfShare: 0.5 },
    {
      name: '(anonymous)',
      package: '@hapi/hapi',
      place: 'lib/send.js',
      line: 10,
      selfSeconds: 3,
      selfShare: 0.375,
    },
  ]);
  assert.deepEqual(
    packages.map((one) => [one.package, one.selfShare]),
    [
      ['(app)', 0.5],
      ['@hapi/hapi', 0.375],
      ['(garbage collector)', 0.125],
    ],
  );
});

test('at most ten functions are shown, and a profile without samples has none', () => {
  const many = Array.from({ length: 12 }, (_, index) => index + 1);
  const nodes = many.map((id) => ({ id, callFrame: frame(`f${id}`, '/srv/app/a.js', id) }));
  const timeDeltas = many.map(() => 1_000);
  const twelve = { nodes, samples: many, timeDeltas, startTime: 0, endTime: 13_000 };
  assert.equal(hottestOf(twelve, ROOTS).hottest.length, 10);
  const none = hottestOf({ ...twelve, samples: [], timeDeltas: [] }, ROOTS);
  assert.deepEqual([none.hottest, none.packages, none.idleSeconds], [[], [], 0]);
});

test('the package and the place of a function come from its URL', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['node:internal/streams/writable', 'node', 'node:internal/streams/writable'],
    ['/srv/app/index.js', '(app)', 'index.js'],
    ['/elsewhere/shared.js', '(app)', '/elsewhere/shared.js'],
    ['file:///srv/app/a%20b.mjs?v=1', '(app)', 'a b.mjs'],
    ['evalmachine.<anonymous>', '(app)', 'evalmachine.<anonymous>'],
    ['/srv/app/node_modules/express/lib/router.js', 'express', 'lib/router.js'],
    ['/srv/app/node_modules/a/node_modules/@b/c/x.js', '@b/c', 'x.js'],
    ['/srv/node_modules/.pnpm/qs@6.1.0/node_modules/qs/lib/parse.js', 'qs', 'lib/parse.js'],
    ['/srv/.yarn/cache/qs-npm-6.1.0-abc.zip/node_modules/qs/lib/parse.js', 'qs', 'lib/parse.js'],
    ['/tool/observe/agent.js', '(cluster-bench)', 'agent.js'],
    ['wasm://wasm/1234', '(WebAssembly)', 'wasm://wasm/1234'],
    ['', '(native)', ''],
  ];
  for (const [url, name, place] of cases) {
    assert.deepEqual(originOf(frame('run', url), ROOTS), { package: name, place }, url);
  }
  assert.equal(originOf(frame('(program)'), ROOTS).package, '(program)');
  assert.equal(originOf(frame('(program)', '/srv/app/x.js'), ROOTS).package, '(app)');
});
