import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuWith, healthyFigures, loadWith } from '../../dev/testing/figures.ts';
import { foreignLoad, steal } from '../../judge/diagnostics/disturbance.ts';
import { hostWarnings } from './hardware.ts';
import type { HostCheck, HostState, Level } from './host-check.ts';
import { hostChecks } from './index.ts';
import { USUAL_CONNECTIONS } from './limits.ts';

const quiet: HostState = {
  host: {
    hostname: 'bench-1',
    os: 'Debian GNU/Linux 12',
    kernel: '6.12.0',
    arch: 'x64',
    cpuModel: 'A CPU',
    cores: 8,
    coreThreads: [[0], [1], [2], [3], [4], [5], [6], [7]],
    hostCores: 8,
    physicalCores: 8,
    memoryBytes: 16e9,
    virtualization: null,
    governor: 'performance',
    governors: { performance: 8 },
    smt: false,
    loadAverage: [0.05, 0.1, 0.1],
    cgroupCpuLimit: null,
    programs: { nginx: '1.26.0' },
  },
  capabilities: {
    programs: { nginx: { command: '/usr/sbin/nginx', version: '1.26.0' } },
    nodeVersions: ['v24.4.0'],
    platform: 'linux',
  },
  limits: { openFiles: 65_536, localPorts: { first: 32_768, last: 60_999 }, availableMemoryBytes: 8e9 },
  sockets: { timeWait: 12, localPorts: 28_232 },
  taskset: true,
  boost: false,
  onBattery: false,
  kernel: {
    governors: [],
    hasPerformance: true,
    boostFile: null,
    hugePages: 'madvise',
    acceptQueue: 4096,
    swaps: [],
    readOnly: [],
  },
  backgroundUnits: [],
  now: { seconds: 3, busy: 0.5, steal: 0, pressure: 0.2 },
};

const on = (host: Partial<HostState['host']>): Partial<HostState> => ({ host: { ...quiet.host, ...host } });
const now = (figures: Partial<HostState['now']>): Partial<HostState> => ({
  now: { ...quiet.now, ...figures },
});
const UNKNOWN_GOVERNOR = { governor: null, governors: null };
const limited = (limits: Partial<HostState['limits']>): Partial<HostState> => ({
  limits: { ...quiet.limits, ...limits },
});
const kernel = (settings: Partial<HostState['kernel']>): Partial<HostState> => ({
  kernel: { ...quiet.kernel, ...settings },
});
const lacking = (capabilities: Partial<HostState['capabilities']>): Partial<HostState> => ({
  capabilities: { ...quiet.capabilities, ...capabilities },
});

function unlike(level: Level, changes: Partial<HostState> = {}): HostCheck[] {
  return hostChecks({ ...quiet, ...changes }).filter((check) => check.level !== level);
}

test('a quiet dedicated host is fine throughout, and every check has its own code', () => {
  assert.deepEqual(unlike('fine'), []);
  const codes = hostChecks(quiet).map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
});

test('an ordinary virtual host or container is fit: what it does not report is a note', () => {
  const virtual: Partial<HostState> = {
    ...on({ ...UNKNOWN_GOVERNOR, smt: true, physicalCores: 4, virtualization: 'KVM' }),
    boost: null,
    now: { seconds: 3, busy: 2, steal: 0.5, pressure: null },
  };
  const doubts = hostChecks({ ...quiet, ...virtual }).filter(({ level }) => level === 'doubtful');
  assert.deepEqual(doubts, []);
  const unknown: Partial<HostState> = {
    ...virtual,
    ...on({ ...UNKNOWN_GOVERNOR, smt: null }),
    sockets: null,
  };
  const noted = unlike('fine', unknown).map(({ code, level }) => `${code} ${level}`);
  assert.deepEqual(noted, ['cpu-pressure note', 'governor note', 'smt note', 'boost note', 'time-wait note']);
});

const doubts: readonly (readonly [
  code: string,
  state: Partial<HostState>,
  numbers: Record<string, number>,
])[] = [
  ['foreign-load', now({ busy: 12.345 }), { busyPercent: 12.35, loadAverage: 0.05 }],
  ['cpu-pressure', now({ pressure: 30 }), { pressurePercent: 30 }],
  ['steal', now({ steal: 5 }), { stealPercent: 5 }],
  ['cgroup-limit', on({ cgroupCpuLimit: 2 }), { allowedCores: 2, cores: 8 }],
  ['governor', on({ governor: 'powersave', governors: { powersave: 8 } }), { cpus: 8, cores: 8 }],
  [
    'governor',
    on({ governor: 'performance on 6, powersave on 2', governors: { performance: 6, powersave: 2 } }),
    { cpus: 2, cores: 8 },
  ],
  ['battery', { onBattery: true }, {}],
  ['memory', limited({ availableMemoryBytes: 600e6 }), { availableMemoryBytes: 600e6, workers: 10 }],
  ['open-files', limited({ openFiles: 1024 }), { openFiles: 1024, connections: 480 }],
  [
    'local-ports',
    limited({ localPorts: { first: 60_500, last: 60_999 } }),
    { firstPort: 60_500, lastPort: 60_999, connections: 244 },
  ],
  [
    'time-wait',
    { sockets: { timeWait: 20_000, localPorts: 28_232 } },
    { timeWait: 20_000, localPorts: 28_232 },
  ],
];

for (const [code, state, numbers] of doubts) {
  test(`${code} is doubtful, alone, and has advice`, () => {
    const [check, ...others] = unlike('fine', state);
    assert.deepEqual(others, []);
    assert.ok(check?.advice && check.text);
    assert.deepEqual([check.code, check.level, check.numbers], [code, 'doubtful', numbers]);
  });
}

test('for steal and foreign load it agrees with a trial of as many seconds', () => {
  const { cores } = quiet.host;
  for (const seconds of [1, 3, 10]) {
    const load = loadWith({ windowSeconds: seconds });
    for (let percent = 0; percent <= 7; percent += 0.05) {
      const said = unlike('fine', now({ seconds, steal: percent })).map(({ code }) => code);
      const warned = steal.find(healthyFigures({ load, cpu: cpuWith({ cores, steal: percent }) }));
      assert.deepEqual(said, warned ? ['steal'] : [], `steal of ${percent}% in ${seconds} s`);

      const busy = unlike('fine', now({ seconds, busy: percent })).map(({ code }) => code);
      const cpu = cpuWith({ cores, busy: { other: (percent / 100) * cores } });
      // Without processes, as before a run: each would add what its ticks may hide.
      const foreign = foreignLoad.find(healthyFigures({ load, cpu, processes: [] }));
      assert.deepEqual(busy, foreign ? ['foreign-load'] : [], `${percent}% busy in ${seconds} s`);
    }
  }
});

test('what is missing, or changes the clock, is a note', () => {
  const notes: readonly (readonly [code: string, state: Partial<HostState>])[] = [
    ['boost', { boost: true }],
    ['huge-pages', kernel({ hugePages: 'always' })],
    ['accept-queue', kernel({ acceptQueue: 128 })],
    ['swap', kernel({ swaps: [{ path: '/dev/sda2', bytes: 2e9, usedBytes: 0 }] })],
    ['background-services', { backgroundUnits: ['apt-daily.timer'] }],
    ['background-services', { backgroundUnits: null }],
    ['nginx', lacking({ programs: {} })],
    ['node', lacking({ nodeVersions: ['v20.19.0'] })],
    ['taskset', { taskset: false }],
  ];
  for (const [code, state] of notes) {
    assert.deepEqual(
      unlike('fine', state).map((check) => [check.code, check.level]),
      [[code, 'note']],
    );
  }
});

test('fewer CPUs than the host has are a note that names them', () => {
  const [check, ...others] = unlike('fine', on({ cores: 3, coreThreads: [[0, 5], [1]], hostCores: 8 }));
  assert.deepEqual(others, []);
  assert.deepEqual(
    [check?.code, check?.level, check?.numbers],
    ['cores', 'note', { cores: 3, hostCores: 8 }],
  );
  assert.match(check?.text ?? '', /^3 of the host's 8 CPUs may be used \(0-1,5\)/);
});

test('a governor of some CPUs is reported with their number', () => {
  const said = (governor: string | null, governors: HostState['host']['governors']) =>
    hostWarnings({ ...quiet.host, governor, governors }, null).map(({ text, numbers }) => [
      text.split(':')[0],
      numbers,
    ]);
  const differ = { ondemand: 1, performance: 5, powersave: 2 };
  assert.deepEqual(said('ondemand on 1, performance on 5, powersave on 2', differ), [
    ['the frequency governor is ondemand and powersave on 3 of 8 CPUs', { cpus: 3, cores: 8 }],
  ]);
  assert.deepEqual(said('powersave', { powersave: 8 }), [
    ['the frequency governor is powersave', { cpus: 8, cores: 8 }],
  ]);
  assert.deepEqual(said('performance', { performance: 8 }), []);
});

test('roles that were pinned to threads of one core are reported, unless their CPU lists overlap', () => {
  const host = { ...quiet.host, smt: true, coreThreads: [[0, 4], [1, 5], [2], [3]] };
  const warned = (target: number[], load: number[], proxy = target) =>
    hostWarnings(host, { target, proxy, load }).map(({ code, numbers }) => [code, numbers]);
  assert.deepEqual(warned([0, 1], [4, 5]), [['threads-shared', { cores: 2 }]]);
  assert.deepEqual(warned([2], [4], [0]), [['threads-shared', { cores: 1 }]], 'a proxy is measured too');
  assert.deepEqual(warned([0, 4], [1, 5]), []);
  assert.deepEqual(warned([0, 4], [0, 4]), [], 'as asked for');
  assert.deepEqual(warned([0, 2], [3, 4], [4]), [], 'the proxy shares its thread with the load on purpose');
  assert.deepEqual(
    hostWarnings({ ...host, coreThreads: null }, { target: [0], proxy: [0], load: [4] }),
    [],
    'an older record does not have the threads',
  );
});

test('a limit as large as the host is none', () => {
  assert.deepEqual(unlike('fine', on({ cgroupCpuLimit: 8 })), []);
});

test('limits are compared with the connections of a run without flags', () => {
  assert.equal(USUAL_CONNECTIONS, 500);
  assert.deepEqual(unlike('fine', limited({ openFiles: 1064 })), []);
});

test('the record warns from its header about governor, limit, and threads that roles may share', () => {
  assert.deepEqual(hostWarnings(quiet.host, null), []);
  const schedutil = { governor: 'schedutil', governors: { schedutil: 8 } };
  const loud = { ...quiet.host, ...schedutil, cgroupCpuLimit: 1.5, smt: true, physicalCores: 4 };
  const warnings = hostWarnings(loud, null);
  assert.deepEqual(
    warnings.map(({ code, numbers }) => [code, numbers]),
    [
      ['governor', { cpus: 8, cores: 8 }],
      ['cgroup-limit', { allowedCores: 1.5, cores: 8 }],
      ['smt', { cores: 8, physicalCores: 4 }],
    ],
  );
  for (const warning of warnings) assert.deepEqual(Object.keys(warning), ['code', 'text', 'numbers']);
  const pinned = hostWarnings(loud, { target: [0], proxy: [0], load: [1] });
  assert.ok(!pinned.some(({ code }) => code === 'smt'), 'pinned roles share no core by accident');
  const virtual = { ...quiet.host, ...UNKNOWN_GOVERNOR, smt: null, virtualization: 'KVM' };
  assert.deepEqual(hostWarnings(virtual, null), []);
});
