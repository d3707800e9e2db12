/** Names that options take, from the lists of what there is. Lists are loaded when called: most commands need none. */

export const knownNames = {
  scenarios: async () => namesIn((await import('../../../scenarios/index.ts')).scenarios),
  apps: async () => namesIn((await import('../../../targets/apps/index.ts')).builtInApps),
  topologies: async () => namesIn((await import('../../../targets/topologies/index.ts')).topologies),
  policies: async () => namesIn((await import('../../../targets/policies/index.ts')).policies),
  proxies: async () => namesIn((await import('../../../targets/proxies/index.ts')).proxies),
  drivers: async () => namesIn((await import('../../load/clients/index.ts')).clients),
  arrivals: async () => ['poisson', 'fixed'] as const,
  connectionModes: async () => ['kept', 'per-request'] as const,
};

function namesIn(members: readonly { readonly name: string }[]): string[] {
  return members.map(({ name }) => name);
}
