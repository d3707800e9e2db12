import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fixScript } from '../../../reports/doctor/fix-script.ts';
import { temporaryFolder } from '../../dev/testing/cli.ts';
import { type KernelSettings, readKernelSettings } from '../kernel-settings.ts';
import { boost, governor } from './hardware.ts';
import type { HostCheck, HostState } from './host-check.ts';
import { localPorts, openFiles } from './limits.ts';
import { acceptQueue, backgroundServices, hugePages, swap } from './settings.ts';

const CPU = '/sys/devices/system/cpu';
/** A laptop with everything that a server should not have. */
const FILES: Readonly<Record<string, string>> = {
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'powersave\n',
  [`${CPU}/cpu0/cpufreq/scaling_available_governors`]: 'performance powersave\n',
  [`${CPU}/cpu1/cpufreq/scaling_governor`]: 'performance\n',
  [`${CPU}/cpu1/cpufreq/scaling_available_governors`]: 'performance powersave\n',
  [`${CPU}/cpu2/cpufreq/scaling_governor`]: 'schedutil\n',
  [`${CPU}/cpu2/cpufreq/scaling_available_governors`]: 'performance schedutil\n',
  [`${CPU}/intel_pstate/no_turbo`]: '0\n',
  '/sys/kernel/mm/transparent_hugepage/enabled': '[always] madvise never\n',
  '/proc/sys/net/core/somaxconn': '128\n',
  '/proc/swaps': 'Filename Type Size Used Priority\n/dev/sda2 partition 2097148 1024 -2\n',
  '/proc/self/mounts': 'proc /proc proc rw 0 0\nsysfs /sys sysfs rw,nosuid 0 0\n/dev/sda1 / ext4 ro 0 0\n',
};
const CONTAINER = {
  ...FILES,
  '/proc/self/mounts': 'sysfs /sys sysfs ro,nosuid 0 0\nproc /proc proc rw 0 0\nproc /proc/sys proc ro 0 0\n',
};

const readFrom = (files: Readonly<Record<string, string>>) =>
  readKernelSettings([0, 1, 2], (file) => files[file] ?? null);

function checksOf(kernel: KernelSettings): HostCheck[] {
  const state = {
    kernel,
    boost: true,
    backgroundUnits: ['apt-daily.timer', 'nginx.service'],
    limits: {
      openFiles: 1024,
      localPorts: { first: 60_500, last: 60_999 },
      availableMemoryBytes: 8e9,
    },
  } as unknown as HostState;
  const host = { governors: { performance: 1, powersave: 1, schedutil: 1 } } as unknown as HostState['host'];
  return [
    governor(host, kernel),
    ...[boost, swap, hugePages, backgroundServices, openFiles, localPorts, acceptQueue].map((check) =>
      check(state),
    ),
  ];
}

const commandsIn = (script: string) => script.split('\n').filter((line) => line && !line.startsWith('#'));
const undoIn = (script: string) => [...script.matchAll(/^# Undo: (.*)$/gm)].map(([, line]) => line ?? '');

test('the script sets everything that may be set, and says what brings it back', () => {
  const script = fixScript(checksOf(readFrom(FILES)));
  assert.deepEqual(commandsIn(script), [
    `for cpu in 0 2; do echo performance > ${CPU}/cpu$cpu/cpufreq/scaling_governor; done`,
    `echo 1 > ${CPU}/intel_pstate/no_turbo`,
    'swapoff /dev/sda2',
    'echo madvise > /sys/kernel/mm/transparent_hugepage/enabled',
    'systemctl stop apt-daily.timer nginx.service',
    'sysctl -w net.ipv4.ip_local_port_range="32768 60999"',
    'sysctl -w net.core.somaxconn="4096"',
  ]);
  assert.deepEqual(undoIn(script), [
    `for cpu in 0; do echo powersave > ${CPU}/cpu$cpu/cpufreq/scaling_governor; done`,
    `for cpu in 2; do echo schedutil > ${CPU}/cpu$cpu/cpufreq/scaling_governor; done`,
    `echo 0 > ${CPU}/intel_pstate/no_turbo`,
    'swapon /dev/sda2',
    'echo always > /sys/kernel/mm/transparent_hugepage/enabled',
    'systemctl start apt-daily.timer nginx.service',
    'sysctl -w net.ipv4.ip_local_port_range="60500 60999"',
    'sysctl -w net.core.somaxconn="128"',
  ]);
  assert.match(script, /^# open-files, doubtful: .*\n# No command: .*sudo prlimit --pid \$\$/m);
});

test('a shell runs the commands, and what undoes them brings every file back', (context: TestContext) => {
  const folder = temporaryFolder(context);
  const settings = Object.entries(FILES).filter(([file]) => file.startsWith('/sys/'));
  for (const [file, text] of settings) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const script = fixScript(checksOf(readFrom(FILES)));
  const inFolder = (lines: readonly string[]) =>
    lines
      .filter((line) => line.includes('> /sys/'))
      .join('\n')
      .replaceAll('> /sys/', `> ${folder}/sys/`);
  const now = (file: string) => readFileSync(join(folder, file), 'utf8').trim();
  execFileSync('sh', ['-e'], { input: inFolder(script.split('\n').filter((line) => !line.startsWith('#'))) });
  assert.deepEqual(
    [0, 1, 2].map((cpu) => now(`${CPU}/cpu${cpu}/cpufreq/scaling_governor`)),
    ['performance', 'performance', 'performance'],
  );
  execFileSync('sh', ['-e'], { input: inFolder(undoIn(script)) });
  for (const [file, text] of settings.filter(([file]) => !file.includes('hugepage'))) {
    assert.equal(now(file), text.trim(), file);
  }
});

test('a container, where /sys and /proc/sys are read-only, gets sentences in place of commands', () => {
  const script = fixScript(checksOf(readFrom(CONTAINER)));
  assert.deepEqual(commandsIn(script), ['systemctl stop apt-daily.timer nginx.service']);
  assert.match(script, /start the container with --sysctl net\.core\.somaxconn="4096"/);
  assert.match(script, /^# No command: .*no_turbo is read-only here/m);
});

test('swap is left on if what is in it would not fit into memory', () => {
  const kernel = { ...readFrom(FILES), swaps: [{ path: '/dev/sda2', bytes: 64e9, usedBytes: 32e9 }] };
  const script = fixScript(checksOf(kernel));
  assert.ok(!script.includes('swapoff'));
});

test('a driver without the governor performance is left alone', () => {
  const files = { ...FILES, [`${CPU}/cpu2/cpufreq/scaling_available_governors`]: 'schedutil\n' };
  const script = fixScript(checksOf(readFrom(files)));
  assert.ok(!commandsIn(script).some((line) => line.includes('scaling_governor')));
});

test('text of the host cannot become a command', () => {
  const check = {
    code: 'smt',
    level: 'note' as const,
    text: 'one\nreboot',
    advice: 'two\r\nreboot',
    fix: null,
  };
  assert.deepEqual(commandsIn(fixScript([check])), []);
  assert.match(
    fixScript([{ ...check, level: 'fine' }]),
    /^# There is no command that would quiet this host\.\n$/,
  );
});

test('a host without any of these files has unknown settings', () => {
  assert.deepEqual(
    readKernelSettings([0], () => null),
    {
      governors: [],
      hasPerformance: true,
      boostFile: null,
      hugePages: null,
      acceptQueue: null,
      swaps: [],
      readOnly: [],
    },
  );
});
