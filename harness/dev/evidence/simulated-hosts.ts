/** Simulated hosts: how they spread figures, and the parts of a trial's logarithm. */

/**
 * Coefficients of variation of trials within a run, from real runs of 3 s windows on the virtual machine of
 * docs/evidence.md: one fresh process per trial, the load on the other core.
 */
const TRIAL_SPREADS = { express50ms: 0.013, express: 0.02, http: 0.054 } as const;

/** Standard deviation of logs between runs of one side. */
export const RUN_SPREAD = 0.007;

export interface Host {
  readonly name: string;
  /** Random offset of one trial, as a log, around 0. */
  readonly trialLuck: (random: () => number) => number;
  /** Standard deviation of the host's drift from one round of trials to the next. */
  readonly drift: number;
}

const normalHost = (name: string, spread: number, drift = 0): Host => ({
  name,
  drift,
  trialLuck: (random) => spread * normal(random),
});

/** Shape of a log-normal variable of skewness 2, whose long tail is slow, scaled to a deviation of 1. */
const SKEW = 0.551;

export const hosts: readonly Host[] = [
  normalHost('normal, 1.3%', TRIAL_SPREADS.express50ms),
  normalHost('normal, 2%', TRIAL_SPREADS.express),
  normalHost('normal, 5.4%', TRIAL_SPREADS.http),
  {
    name: 'skewed, 2%',
    drift: 0,
    trialLuck: (random) => {
      const deviation = Math.sqrt(Math.expm1(SKEW ** 2)) * Math.exp(SKEW ** 2 / 2);
      return (
        (TRIAL_SPREADS.express / deviation) * (Math.exp(SKEW ** 2 / 2) - Math.exp(SKEW * normal(random)))
      );
    },
  },
  {
    name: 'outliers, 2%',
    drift: 0,
    trialLuck: (random) =>
      TRIAL_SPREADS.express * normal(random) + (random() < 0.05 ? Math.log(0.9 - 0.2 * random()) : 0),
  },
  normalHost('drift, 2%', TRIAL_SPREADS.express, 0.003),
];

/** Hosts that drift more between trials than runs are assumed to differ. */
export const driftingHosts: readonly Host[] = [0.005, 0.01, 0.02].map((drift) =>
  normalHost(`drift of ${100 * drift}% a round, 2%`, TRIAL_SPREADS.express, drift),
);

/** @throws if there is none of this name */
export function byName(name: string): Host {
  const host = hosts.find((one) => one.name === name);
  if (!host) throw new Error(`no simulated host is named ${name}`);
  return host;
}

/** normal uses the method of Box and Muller. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** SimulatedCell is the figures of one cell's trials on each side. */
export interface SimulatedCell {
  readonly base: readonly (readonly number[])[];
  readonly head: readonly (readonly number[])[];
}

export interface Session {
  readonly host: Host;
  readonly cells: number;
  readonly trials: number;
  readonly runs?: { readonly base: number; readonly head: number };
  readonly runSpread?: number;
  /** Change of the head, in every cell: -0.05 is 5% slower. */
  readonly change?: number;
}

/**
 * simulateRuns makes every run of the base, then every run of the head, in rounds of one trial of each cell, while
 * the host drifts.
 */
export function simulateRuns(session: Session, random: () => number): SimulatedCell[] {
  const { host, cells, trials, runs = { base: 1, head: 1 }, runSpread = RUN_SPREAD, change = 0 } = session;
  let wandered = 0;
  const run = (level: number): number[][] => {
    const lucks = Array.from({ length: cells }, () => level + runSpread * normal(random));
    const rounds = Array.from({ length: trials }, () => {
      wandered += host.drift * normal(random);
      return lucks.map((luck) => Math.exp(luck + wandered + host.trialLuck(random)));
    });
    return lucks.map((_, cell) => rounds.map((round) => round[cell] ?? Number.NaN));
  };
  const base = Array.from({ length: runs.base }, () => run(0));
  const head = Array.from({ length: runs.head }, () => run(Math.log1p(change)));
  return Array.from({ length: cells }, (_, cell) => ({
    base: base.map((rows) => rows[cell] ?? []),
    head: head.map((rows) => rows[cell] ?? []),
  }));
}

/** A cell whose head differs by `change` more: -0.05 is 5% slower. */
export function slowed(cell: SimulatedCell, change: number): SimulatedCell {
  return { ...cell, head: cell.head.map((run) => run.map((figure) => figure * (1 + change))) };
}

/**
 * simulatePairs makes pairs in random order, one after the other. A round is one pair of every cell; the host drifts
 * in between.
 */
export function simulatePairs(session: Session, random: () => number): { base: number; head: number }[][] {
  const { host, cells, trials, change = 0 } = session;
  let wandered = 0;
  const rounds = Array.from({ length: trials }, () =>
    Array.from({ length: cells }, () => {
      const trial = (level: number) => {
        wandered += host.drift * Math.SQRT1_2 * Math.sqrt(1 / cells) * normal(random);
        return Math.exp(level + wandered + host.trialLuck(random));
      };
      const headFirst = random() < 0.5;
      const first = trial(headFirst ? Math.log1p(change) : 0);
      const second = trial(headFirst ? 0 : Math.log1p(change));
      return headFirst ? { base: second, head: first } : { base: first, head: second };
    }),
  );
  return Array.from({ length: cells }, (_, cell) =>
    rounds.map((round) => round[cell] ?? { base: Number.NaN, head: Number.NaN }),
  );
}
