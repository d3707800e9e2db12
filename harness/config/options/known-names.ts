/** Names that options accept, from the lists of members. A list is loaded on demand: most commands need none. */
import type { Member } from '../../../targets/member.ts';

/** Names of a list. Help and completion hide an option whose list is empty. */
export interface KnownNames<Name extends string = string> {
  readonly all: readonly Name[];
  /** The names that a run without flags uses. */
  readonly plain: readonly Name[];
}

export const knownNames = {
  scenarios: async () => namesIn((await import('../../../scenarios/index.ts')).scenarios),
  apps: async () => namesIn((await import('../../../targets/apps/index.ts')).builtInApps),
  topologies: async () => {
    const { topologies } = await import('../../../targets/topologies/index.ts');
    // Only a URL chooses one that starts nothing.
    return namesIn(topologies.filter(({ startsNothing = false }) => !startsNothing));
  },
  policies: async () => namesIn((await import('../../../targets/policies/index.ts')).policies),
  settings: async () => {
    const { settable } = await import('../settable.ts');
    return words(...new Set(settable().flatMap(({ settings = {} }) => Object.keys(settings))));
  },
  proxies: async () => namesIn((await import('../../../targets/proxies/index.ts')).proxies),
  services: async () => namesIn((await import('../../../targets/services/index.ts')).services),
  events: async () => namesIn((await import('../../../scenarios/events/index.ts')).windowEvents),
  clients: async () => namesIn((await import('../../load/clients/index.ts')).clients),
  arrivals: async () => words('poisson', 'fixed'),
  dataOrders: async () => words(...(await import('../../load/users/row-feed.ts')).dataOrders),
  /** Formats that a run can be written in. */
  outputs: async () => namesIn((await outputs()).filter(({ of }) => of.includes('run'))),
  comparisonOutputs: async () => namesIn((await outputs()).filter(({ of }) => of.includes('comparison'))),
  connectionModes: async () => words('kept', 'per-request', 'per-iteration'),
};

async function outputs() {
  return (await import('../../../reports/outputs/index.ts')).outputs;
}

function namesIn(members: readonly Pick<Member, 'name' | 'inDefaultPlan'>[]): KnownNames {
  const nameOf = ({ name }: Pick<Member, 'name'>) => name;
  return {
    all: members.map(nameOf),
    plain: members.filter(({ inDefaultPlan = true }) => inDefaultPlan).map(nameOf),
  };
}

function words<Word extends string>(...all: readonly Word[]): KnownNames<Word> {
  return { all, plain: all };
}
