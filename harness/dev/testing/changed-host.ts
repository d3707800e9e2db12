/**
 * Wrappers that run the real program on a changed host: in its own namespaces or control group, where it reads the
 * changed facts in their usual places. If this host does not allow that, a wrapper is null, and the test is skipped
 * with the reason, or fails if the environment requires it.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './cli.ts';
import { skipUnlessExpected } from './skip-unless-expected.ts';

type Wrapper = readonly string[];

const CPUS = '/sys/devices/system/cpu';

/**
 * Changes facts of the CPUs.
 *
 * @param changes contents by path below `/sys/devices/system/cpu`; files may be new
 */
export function otherCpus(context: TestContext, changes: Readonly<Record<string, string>>): Wrapper | null {
  const folder = temporaryFolder(context);
  copyFacts(CPUS, folder);
  for (const [path, text] of Object.entries(changes)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return otherFile(context, CPUS, folder);
}

/** @param replacement file or folder that the program finds at the path instead of the host's */
export function otherFile(context: TestContext, path: string, replacement: string): Wrapper | null {
  return within(context, '--mount', `mount --bind '${replacement}' '${path}'`);
}

/** A separate network with only a loopback device and this many local ports. */
export function fewPorts(context: TestContext, count: number): Wrapper | null {
  const first = 33_000;
  const range = '/proc/sys/net/ipv4/ip_local_port_range';
  return within(context, '--net', `ip link set lo up; echo ${first} ${first + count - 1} > ${range}`);
}

/** A control group limited to the CPU time of this many cores. */
export function limitedGroup(context: TestContext, cores: number): Wrapper | null {
  const period = 100_000;
  const quota = Math.round(cores * period);
  const name = `cluster-bench-test-${process.pid}`;
  const ways = [
    { root: '/sys/fs/cgroup', limits: { 'cpu.max': `${quota} ${period}` } },
    {
      root: '/sys/fs/cgroup/cpu',
      limits: { 'cpu.cfs_period_us': `${period}`, 'cpu.cfs_quota_us': `${quota}` },
    },
  ];
  const failures: string[] = [];
  for (const { root, limits } of ways) {
    const group = join(root, name);
    try {
      mkdirSync(group);
      context.after(() => rmdirSync(group));
      for (const [file, text] of Object.entries(limits))
        writeFileSync(join(group, file), text, { flag: 'r+' });
      const wrapper = ['sh', '-ec', `echo $$ > ${group}/cgroup.procs; exec "$@"`, 'sh'];
      execFileSync('sh', [...wrapper.slice(1), 'true'], { stdio: 'pipe' });
      return wrapper;
    } catch (error) {
      failures.push((error as Error).message.trim());
    }
  }
  const reason = `no control group can be limited here: ${failures.join('; ')}`;
  return skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_CGROUPS', reason);
}

/** Runs the program in a new namespace, after a preparation. */
function within(context: TestContext, namespace: string, preparation: string): Wrapper | null {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const wrapper = ['unshare', ...asRoot, namespace, 'sh', '-ec', `${preparation}; exec "$@"`, 'sh'];
  try {
    execFileSync('unshare', [...wrapper.slice(1), 'true'], { stdio: 'pipe' });
    return wrapper;
  } catch (error) {
    const reason = `this host does not allow such a namespace: ${(error as Error).message.trim()}`;
    return skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_NAMESPACES', reason);
  }
}

/** Copies file by file: kernel files report no size, and some cannot be read. */
function copyFacts(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const facts = lstatSync(source);
    if (facts.isDirectory()) {
      mkdirSync(target);
      copyFacts(source, target);
    } else if (facts.isFile()) {
      try {
        writeFileSync(target, readFileSync(source));
      } catch {}
    }
  }
}
