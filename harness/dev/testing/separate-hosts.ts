/**
 * Hosts of a network of their own: each a network namespace with an address of its own on one bridge. If this host
 * does not allow that, the test is skipped with the reason, or fails if the environment requires it.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import type { TestContext } from 'node:test';
import { skipUnlessExpected } from './skip-unless-expected.ts';

export interface SeparateHost {
  readonly address: string;
  /** Runs a program on it, as its first words. */
  readonly wrapper: readonly string[];
  /** Cuts its cable, or connects it again. */
  cut(isCut: boolean): void;
}

/** Names of network devices have 15 characters at most. */
const LONGEST = 999_999;

/** Returns so many hosts, which are removed after the test; null if there are none. */
export function separateHosts(context: TestContext, count: number): SeparateHost[] | null {
  const id = `cb${randomInt(LONGEST)}`;
  // One of 65,536 networks, so that two tests at once hardly ever choose the same.
  const network = `10.${randomInt(100, 256)}.${randomInt(256)}`;
  const hosts = Array.from({ length: count }, (_, index) => ({
    namespace: `${id}-${index}`,
    device: `${id}v${index}`,
    address: `${network}.${index + 1}`,
  }));
  // Even a half-made network is removed. A namespace outlives its name while a connection of it is not closed.
  context.after(() => {
    for (const { namespace, device } of hosts) {
      attempt(['link', 'delete', device]);
      attempt(['netns', 'delete', namespace]);
    }
    attempt(['link', 'delete', id]);
  });
  try {
    // The bridge has no address: nothing but these hosts reaches them.
    ip(['link', 'add', id, 'type', 'bridge']);
    ip(['link', 'set', id, 'up']);
    for (const { namespace, device, address } of hosts) {
      ip(['netns', 'add', namespace]);
      ip(['link', 'add', device, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace]);
      ip(['link', 'set', device, 'master', id, 'up']);
      ip(['-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'eth0']);
      ip(['-n', namespace, 'link', 'set', 'eth0', 'up']);
      ip(['-n', namespace, 'link', 'set', 'lo', 'up']);
    }
  } catch (error) {
    const reason = `this host does not allow networks of their own: ${(error as Error).message.trim()}`;
    return skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_NAMESPACES', reason);
  }
  return hosts.map(({ namespace, device, address }) => ({
    address,
    cut: (isCut) => ip(['link', 'set', device, isCut ? 'down' : 'up']),
    wrapper: ['ip', 'netns', 'exec', namespace],
  }));
}

function ip(args: readonly string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}

function attempt(args: readonly string[]): void {
  try {
    ip(args);
  } catch {} // it was never made, or is gone
}
