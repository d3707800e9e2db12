import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CpuHost } from '../host/cpu-topology.ts';
import { cpusText, pinning } from './cpus.ts';

const eight: CpuHost = {
  platform: 'linux',
  taskset: true,
  cores: [[0], [1], [2], [3], [4], [5], [6], [7]],
};
const pin = (text: string, host: Partial<CpuHost> = {}) =>
  pinning({ texts: [text], origin: '--cpus', folder: '/' }, { ...eight, ...host });

test('lists and ranges in any order are read; the proxy shares the cores of the target', () => {
  assert.deepEqual(pin('target=0-3,5,load=7,6').cpus, {
    target: [0, 1, 2, 3, 5],
    proxy: [0, 1, 2, 3, 5],
    load: [6, 7],
  });
});

test('a proxy may have its own cores, and roles may share cores if the user says so', () => {
  const asked = { target: [0, 1], proxy: [1], load: [1, 2] };
  assert.deepEqual(pin(' LOAD=1-2, proxy=1 ,target=0,1,1,0'), { cpus: asked, notice: null });
});

test('load on sibling threads of the target’s cores is allowed, with a notice', () => {
  const cores = [
    [0, 4],
    [1, 5],
  ];
  const { cpus, notice } = pin('target=0-1,load=4-5', { cores });
  assert.deepEqual(cpus, { target: [0, 1], proxy: [0, 1], load: [4, 5] });
  assert.match(notice ?? '', /^--cpus puts load and target on threads of one core \(0 and 4\)/);
  assert.equal(pin('target=0,4,load=1,5', { cores }).notice, null);
  assert.equal(pin('auto', { cores }).notice, null);
});

test('the text of a pinning parses to the same pinning', () => {
  const { cpus } = pin('target=0-3,5,load=7,6');
  assert.ok(cpus);
  assert.equal(cpusText(cpus), 'target=0-3,5,proxy=0-3,5,load=6-7');
  assert.deepEqual(pin(cpusText(cpus)).cpus, cpus);
});

const refusals: readonly (readonly [text: string, sentence: string])[] = [
  ['', '--cpus needs a value'],
  ['0-5', '--cpus takes auto, or the cores of each role (target=0-5,load=6-7), not "0-5"'],
  [
    'atuo',
    '--cpus takes auto, or the cores of each role (target=0-5,load=6-7), not "atuo"; did you mean auto?',
  ],
  ['auto,load=1', '--cpus takes auto, or the cores of each role (target=0-5,load=6-7), not "auto,load=1"'],
  ['targt=0,load=1', '--cpus takes the roles target, proxy, load, not "targt"; did you mean target?'],
  ['=0,load=1', '--cpus takes the roles target, proxy, load, not ""'],
  ['target=0,target=1,load=2', '--cpus names target twice'],
  ['target=0', '--cpus must pin both target and load, and load is missing (target=0-5,load=6-7)'],
  ['load=0,proxy=1', '--cpus must pin both target and load, and target is missing (target=0-5,load=6-7)'],
  ['target=,load=1', '--cpus has an empty item in the list of target'],
  ['target=0,,load=1', '--cpus has an empty item in the list of target'],
  ['target=5-0,load=6', '--cpus: the range 5-0 of target is reversed; write 0-5'],
  ['target=0,load=8', '--cpus: load names core 8, but the usable cores are 0-7'],
  ['target=0,load=6-999999999999', '--cpus: load names core 999999999999, but the usable cores are 0-7'],
  ['target=0,load=-1', '--cpus takes numbers and ranges of cores such as 0-5,7 for load, not "-1"'],
  ['target=0,load=all', '--cpus takes numbers and ranges of cores such as 0-5,7 for load, not "all"'],
  ['target=0,load=1.5', '--cpus takes numbers and ranges of cores such as 0-5,7 for load, not "1.5"'],
  ['target=0=1,load=2', '--cpus takes numbers and ranges of cores such as 0-5,7 for target, not "0=1"'],
];

for (const [text, message] of refusals) {
  test(`--cpus "${text}" is refused`, () => {
    assert.throws(() => pin(text), { name: 'UsageError', message });
  });
}

test('a core that exists but that this process may not use is refused', () => {
  const message = '--cpus: load names core 1, but the usable cores are 0,2-3';
  assert.throws(() => pin('target=0,load=1', { cores: [[0], [2], [3]] }), { message });
});

test('a host that cannot pin processes explains what is missing', () => {
  const refused = (host: Partial<CpuHost>, message: string) =>
    assert.throws(() => pin('auto', host), { name: 'UsageError', message });
  refused({ platform: 'darwin' }, '--cpus: macOS cannot pin processes to cores; leave it out');
  refused(
    { taskset: false },
    '--cpus needs taskset from the package util-linux (apt-get install util-linux)',
  );
  refused({ cores: null }, '--cpus: this host does not report its cores; leave it out');
});
