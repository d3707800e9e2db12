/** Nights as the nightly job writes them, for tests of reports. */
import { NIGHT_SCHEMA, type Night, type Suspect } from '../../harness/records/night.ts';

/** A good night after three others, unless altered. */
export function exampleNight(others: Partial<Night> = {}): Night {
  return {
    schema: NIGHT_SCHEMA,
    tool: { name: 'cluster-bench', version: '0.1.0' },
    id: '2026-03-04T02-30-00Z-4df308c',
    startedAt: '2026-03-04T02:30:05.000Z',
    finishedAt: '2026-03-04T02:58:00.000Z',
    command: ['nightly', '--app', './server.js', '--workers', '1,8'],
    verdict: 'good',
    good: true,
    accepted: false,
    run: {
      folder: 'runs/2026-03-04T02-30-00Z-4df308c',
      status: 'complete',
      commit: '4df308c6d1c2b9f0e7a85b3c1d2e3f4a5b6c7d8e',
      branch: 'main',
      dirty: false,
      nodeVersion: 'v24.4.0',
      cpuModel: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz',
      cores: 8,
      ok: 9,
      failed: 0,
    },
    checks: [
      { code: 'foreign-load', level: 'fine', text: 'the host is 0.4% busy without us', advice: null },
      {
        code: 'governor',
        level: 'doubtful',
        text: 'the governor is powersave',
        advice: 'cpupower frequency-set',
      },
      { code: 'smt', level: 'note', text: 'two CPUs are threads of one core', advice: '--cpus auto' },
    ],
    base: {
      nights: [1, 2, 3].map((day) => ({
        id: `2026-03-0${4 - day}T02-30-00Z-d4c0ffe`,
        commit: 'd4c0ffee'.repeat(5),
      })),
      passedOver: [],
      cells: 3,
      undecided: 0,
    },
    suspects: [],
    gates: [],
    failures: [],
    notes: [],
    issue: null,
    ...others,
  };
}

export function exampleSuspect(others: Partial<Suspect> = {}): Suspect {
  return {
    cell: 'cluster-8-rr',
    scenario: 'saturate',
    app: 'server',
    metric: 'throughput',
    from: 41_230,
    to: 36_100,
    change: -0.1244,
    interval: { low: -0.141, high: -0.107 },
    answer: 'confirmed',
    reason: null,
    ab: { change: -0.118, interval: { low: -0.131, high: -0.104 }, pairs: 4 },
    nights: 1,
    ...others,
  };
}
