/** CPU time per request that users cost the direct client, against one who always sends the same request. */
import { NO_CHANGES } from '../../../scenarios/request-changes.ts';
import { direct } from '../../load/clients/direct.ts';
import type { ListedRequest } from '../../load/users/sent-requests.ts';
import { plainGet, type UserRef } from '../../load/users/user-ref.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import { median } from '../../stats/summary.ts';
import { startBareNginx } from './bare-nginx.ts';
import { runOwn } from './own-load.ts';
import { withProcesses } from './with-processes.ts';

const ROUNDS = 5;
/** A login is 1 request in 21, so that its code takes seconds to become as fast as it stays. */
const WARMUP_SECONDS = 12;
const LOAD = {
  client: direct.name,
  connections: 64,
  seconds: 2,
  warmupSeconds: WARMUP_SECONDS,
  cpu: 1,
} as const;
const SERVER_CPU = 0;
/** Rows of the data file. */
const ROWS = 1_000;
/** Requests between two logins. */
const REQUESTS_OF_SESSION = 20;

const rows = {
  name: 'users.csv',
  columns: ['user', 'password'],
  rows: Array.from({ length: ROWS }, (_, row) => [`user${row}`, `secret-${row}`]),
  order: 'in-order',
} as const;

const listed = (changes: Partial<ListedRequest>): ListedRequest => ({
  ...NO_CHANGES,
  method: 'GET',
  label: null,
  weight: 1,
  ...changes,
});

const login = listed({
  method: 'POST',
  path: '/login',
  headers: { 'Content-Type': 'application/json' },
  body: { text: '{"user":"{{user}}","password":"{{password}}"}' },
});

const fixed = plainGet('/');

const users: Readonly<Record<string, UserRef>> = {
  'templated path': { ...plainGet('/users/{{user}}'), rows },
  'templated body': { ...plainGet('/', { method: 'POST', body: login.body }), rows },
  'weighted list': {
    ...plainGet('/'),
    requests: {
      name: '',
      iteration: 'one-by-weight',
      requests: ['/a', '/b'].map((path) => listed({ path })),
    },
  },
  'login, then 20 requests with its cookie': {
    ...plainGet('/'),
    rows,
    requests: {
      name: '',
      iteration: 'all-in-order',
      requests: [login, ...Array.from({ length: REQUESTS_OF_SESSION }, () => listed({ path: '/users' }))],
    },
  },
};

/**
 * compareUsers prints requests per second of CPU time, and the median of the rounds' ratios. Both sides of a ratio share
 * the core at the same time, so that whatever else the host does disturbs both.
 */
export async function compareUsers(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes, folder) => {
    const url = await startBareNginx(processes.spawnAs('target'), folder, SERVER_CPU);
    if (url === null) return print('  nginx is not installed (apt-get install nginx): nothing to compare on');
    for (const [name, user] of Object.entries(users)) {
      const pairs: { readonly rate: number; readonly ofFixed: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const [ofFixed = 0, rate = 0] = await Promise.all(
          [fixed, user].map((one) => rateOf(one, url, processes)),
        );
        pairs.push({ rate, ofFixed });
      }
      const rate = median(pairs.map((pair) => pair.rate)).toFixed(0);
      const ofFixed = median(pairs.map((pair) => pair.ofFixed)).toFixed(0);
      const ratio = median(pairs.map((pair) => pair.rate / pair.ofFixed)).toFixed(3);
      print(
        `  ${name.padEnd(40)} ${rate.padStart(7)} per CPU second, fixed ${ofFixed.padStart(7)}, ratio ${ratio} (at least 0.85)`,
      );
    }
  });
}

/** CPU time tells what a request costs even if other processes share the core. */
async function rateOf(user: UserRef, url: string, processes: TrialProcesses): Promise<number> {
  const { completed, clientCpuSeconds } = await runOwn(processes, { ...LOAD, url, user });
  return completed / clientCpuSeconds;
}
