/** Names that options take, from the lists of what there is. Lists are loaded when called: most commands need none. */

export const knownNames = {
  scenarios: async () => namesIn((await import('../../../scenarios/index.ts')).scenarios),
  apps: async () => namesIn((await import('../../../targets/apps/index.ts')).builtInApps),
  policies: async () => ['rr', 'none', 'reuseport'] as const,
  proxies: async () => ['none', 'nginx'] as const,
  drivers: async () => ['autocannon', 'direct'] as const,
  arrivals: async () => ['poisson', 'fixed'] as const,
};

function namesIn(members: readonly { readonly name: string }[]): string[] {
  return members.map(({ name }) => name);
}
