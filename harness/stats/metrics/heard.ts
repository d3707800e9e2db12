import { changesOf, type Metric, usualTraits } from './metric.ts';

export const heard: Metric = {
  ...usualTraits,
  name: 'heard',
  summary: 'share of the messages over WebSockets that were heard, of those that had to be',
  label: 'share of messages heard',
  title: 'Messages heard',
  unit: 'share',
  longUnit: '%',
  shortUnit: '%',
  shownPer: 0.01,
  better: 'higher',
  kind: 'share',
  // By the instants at which messages were due: one that is not heard fails only after its timeout.
  read: ({ load: { sockets } }) =>
    sockets === null || sockets.due === 0 ? null : sockets.heard / sockets.due,
  mostVariation: null,
  leastDifference: 0.005,
  isShownAtZero: false,
  gateUnits: { '%': 0.01 },
  changes: changesOf('share of messages heard', 'higher', 'lower'),
  best: { winner: 'Most messages heard', leader: 'Most messages heard' },
  narrowTitle: 'heard %',
  chart: { scale: 'linear', axis: 'percent of messages', scalingAxis: 'percent of messages' },
};
