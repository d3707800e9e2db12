import type { Policy } from './policy.ts';

export const reuseport: Policy = {
  name: 'reuseport',
  summary: 'one socket per worker, the kernel spreads connections',
  obstacle: ({ platform, nodeVersions }) => {
    if (platform !== 'linux') return 'listen({ reusePort: true }) spreads connections on Linux alone';
    const unable = nodeVersions.find((version) => !hasReusePort(version));
    return unable === undefined
      ? null
      : `listen({ reusePort: true }) needs Node 22.12 or later; this is ${unable}`;
  },
  isRoundRobin: false,
  reusePort: true,
  isSticky: false,
  skew: { mostVariation: 0.5, reason: null },
  comparedWith: 'rr',
  colour: '#009e73',
};

/** Node supports it since 23.1.0 and 22.12.0. @param version such as `v22.12.0` */
export function hasReusePort(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
}
