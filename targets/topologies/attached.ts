import { TargetError, type Topology } from '../topology.ts';

export const attached: Topology = {
  name: 'attached',
  summary: 'a server that already runs, at the URL of --attach',
  inDefaultPlan: false,
  startsNothing: true,
  hasPrimary: false,
  isReference: false,
  needsProxy: false,
  comparedWith: null,
  colour: '#0072b2',
  // Its processes are not ours to stop.
  controls: [],
  // Its id is the same whatever the number of workers, as that of the URL.
  variants: ({ workers: [count = 1] }) => [{ label: attached.name, workers: count, policy: null }],
  portCount: () => 0,
  start: async ({ name, origin }) => {
    if (!origin) throw new TargetError({ reason: `${name} has no URL to attach to`, lastLines: [] });
    return { origins: [origin], broken: new Promise(() => {}), controls: {} };
  },
};
