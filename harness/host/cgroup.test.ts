import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPressureFile, readCgroupCpuLimit } from './cgroup.ts';

/** A host with these files only. */
const host = (files: Readonly<Record<string, string>>) => (file: string) => files[file] ?? null;

const VERSION_2 = { '/proc/self/mountinfo': '35 24 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n' };
const VERSION_1 = {
  '/proc/self/mountinfo': [
    '32 31 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset',
    '33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
    '41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
  ].join('\n'),
};

test('the lowest limit of the group and its ancestors counts', () => {
  const files = {
    ...VERSION_2,
    '/proc/self/cgroup': '0::/system.slice/bench.service\n',
    '/sys/fs/cgroup/system.slice/bench.service/cpu.max': 'max 100000\n',
    '/sys/fs/cgroup/system.slice/cpu.max': '150000 100000\n',
  };
  assert.equal(readCgroupCpuLimit(host(files)), 1.5);
  const narrower = { ...files, '/sys/fs/cgroup/system.slice/bench.service/cpu.max': '20000 50000' };
  assert.equal(readCgroupCpuLimit(host(narrower)), 0.4);
});

test('in a container the group is mounted as the root', () => {
  const own = { ...VERSION_2, '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': '200000 100000' };
  assert.equal(readCgroupCpuLimit(host(own)), 2);
});

test('version 1 has a hierarchy for the CPU, in a container perhaps mounted from within', () => {
  const cgroup = '9:cpuset:/\n5:cpu,cpuacct:/docker/1f\n0::/docker/1f\n';
  const limits = { 'cpu.cfs_quota_us': '250000\n', 'cpu.cfs_period_us': '100000\n' };
  const inFolder = (folder: string) =>
    Object.fromEntries(Object.entries(limits).map(([name, text]) => [`${folder}/${name}`, text]));
  const outside = {
    ...VERSION_1,
    '/proc/self/cgroup': cgroup,
    ...inFolder('/sys/fs/cgroup/cpu,cpuacct/docker/1f'),
  };
  assert.equal(readCgroupCpuLimit(host(outside)), 2.5);
  const inside = {
    '/proc/self/mountinfo': '33 31 0:30 /docker/1f /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu',
    '/proc/self/cgroup': cgroup,
    ...inFolder('/sys/fs/cgroup/cpu'),
  };
  assert.equal(readCgroupCpuLimit(host(inside)), 2.5);
  assert.equal(readCgroupCpuLimit(host({ ...inside, '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1' })), null);
});

test('a path that leads outside the mount is the mount itself', () => {
  const files = {
    ...VERSION_2,
    '/proc/self/cgroup': '0::/../other\n',
    '/sys/fs/cgroup/cpu.max': '50000 100000',
  };
  assert.equal(readCgroupCpuLimit(host(files)), 0.5);
});

test('without groups there is no limit', () => {
  assert.equal(readCgroupCpuLimit(host({})), null);
  assert.equal(readCgroupCpuLimit(host({ ...VERSION_2, '/proc/self/cgroup': '0::/\n' })), null);
});

test('a group reports its own pressure, the root group does not', () => {
  const group = '/sys/fs/cgroup/user.slice';
  const files = { ...VERSION_2, '/proc/self/cgroup': '0::/user.slice\n' };
  assert.equal(ownPressureFile(host(files)), null);
  assert.equal(
    ownPressureFile(host({ ...files, [`${group}/cgroup.type`]: 'domain\n' })),
    `${group}/cpu.pressure`,
  );
  assert.equal(ownPressureFile(host({})), null);
});
