/**
 * `npm run evidence losses [-- EVENT... | quick]`: what each event costs under each topology, with two workers at a rate
 * that they sustain. `quick` measures one short trial each, to see that it works.
 */
import { code } from '../../../reports/document/inline.ts';
import { type EventLosses, eventLosses, lostIn } from '../../../reports/event-losses.ts';
import { between, fixed } from '../../../reports/format.ts';
import { groupResults } from '../../../reports/groups.ts';
import { recoveries } from '../../../reports/sections/losses.ts';
import { crash } from '../../../scenarios/crash.ts';
import { deploy } from '../../../scenarios/deploy.ts';
import { hang } from '../../../scenarios/hang.ts';
import { primaryDeath } from '../../../scenarios/primary-death.ts';
import { terminate } from '../../../scenarios/terminate.ts';
import { haproxy } from '../../../targets/proxies/haproxy/haproxy.ts';
import { nginx } from '../../../targets/proxies/nginx/nginx.ts';
import { cluster } from '../../../targets/topologies/cluster.ts';
import { clusterNaive } from '../../../targets/topologies/cluster-naive.ts';
import { pm2 } from '../../../targets/topologies/pm2/pm2.ts';
import { processes } from '../../../targets/topologies/processes.ts';
import type { EventCost, RunRecord } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { table } from '../markdown-table.ts';
import { shortRun } from './short-run.ts';

const WORKERS = '2';
/** Far below what two workers sustain on two cores, which load client and proxy share. */
const RATE = '200';
const QUICK = 'quick';
/** Shorter than the window: a request that hangs is lost in it, and not merely unfinished at its end. */
const REQUEST_TIMEOUT = '3';

const scenarios = [deploy, terminate, crash, primaryDeath, hang];
const asked = process.argv.slice(3);
const isQuick = asked.includes(QUICK);
const chosen = scenarios.filter(({ name }) => asked.includes(name));

/** Under a watchdog, only a cluster of ours differs. */
const watchdogs = new Set([hang]);
const alone = [cluster, clusterNaive, pm2].map(({ name }) => name);
const proxied = [nginx, haproxy].map(({ name }) => name);

const rows: EventLosses[] = [];
const without: string[] = [];
for (const scenario of chosen.length > 0 ? chosen : scenarios) {
  const settings = watchdogs.has(scenario) ? ['--set', 'watchdog=off,2s'] : [];
  const runs = [
    ['--topology', alone.join(','), '--policy', 'rr', '--proxy', 'none', ...settings],
    ['--topology', processes.name, '--proxy', proxied.join(',')],
  ];
  for (const args of runs) {
    const record = await shortRun([...args, '--scenario', scenario.name, ...load()]).catch(
      noRun(scenario.name),
    );
    if (record === null) continue;
    rows.push(...groupResults(record).flatMap(({ results }) => results.flatMap(eventLosses)));
    without.push(...reasons(scenario.name, record));
  }
}
console.log(
  table<EventLosses>(
    [
      { title: 'variant', align: 'left', cell: ({ cell }) => code(cell.variant) },
      { title: 'event', align: 'left', cell: ({ name }) => code(name) },
      { title: 'events', align: 'right', cell: ({ happened }) => fixed(happened.length, 0) },
      { title: 'requests', align: 'right', cell: total(({ requests }) => requests) },
      { title: 'lost', align: 'right', cell: total(({ lost }) => lostIn(lost)) },
      { title: 'never reached', align: 'right', cell: total(({ lost }) => lost.neverReached) },
      { title: 'begun', align: 'right', cell: total(({ lost }) => lost.begun) },
      { title: 'finished', align: 'right', cell: total(({ lost }) => lost.finished) },
      { title: 'unknown', align: 'right', cell: total(({ lost }) => lost.unknown) },
      { title: 'executed twice', align: 'right', cell: total(({ executedTwice }) => executedTwice) },
      { title: 'unavailable', align: 'right', cell: total(({ unavailable }) => unavailable) },
      {
        title: 'recovery (s)',
        align: 'right',
        cell: ({ happened }) => recoveries(happened.map(({ cost }) => cost)),
      },
      {
        title: 'longest silence (s)',
        align: 'right',
        cell: ({ happened }) =>
          between(
            happened.map(({ cost }) => cost.longestSilenceSeconds),
            (seconds) => fixed(seconds, 2),
          ),
      },
    ],
    rows,
  ),
);
if (without.length > 0) console.log(`\nWithout figures:\n\n${without.map((one) => `- ${one}`).join('\n')}`);

function load(): string[] {
  const [trials, seconds] = isQuick ? ['1', '8'] : ['3', '10'];
  return [
    ...[
      '--app',
      'http',
      '--workers',
      WORKERS,
      '--rate',
      RATE,
      '--connections',
      '20',
      '--load-processes',
      '1',
    ],
    ...['--request-timeout', REQUEST_TIMEOUT, '--trials', trials, '--warmup', '1', '--duration', seconds],
  ];
}

function total(read: (cost: EventCost) => number): (row: EventLosses) => string {
  return ({ happened }) => fixed(sum(happened.map(({ cost }) => read(cost))), 0);
}

/** A topology that cannot run the event is no failure: the command then has nothing to run. */
function noRun(event: string): (error: Error) => null {
  return ({ message }) => {
    console.error(`${event}: ${message}`);
    return null;
  };
}

function reasons(event: string, { skipped, trials }: RunRecord): string[] {
  const failed = trials.filter((trial) => trial.status === 'failed');
  return [
    ...skipped.map(({ cell, reason }) => `\`${cell}\`: ${reason}`),
    ...failed.map(({ cell, trial, reason }) => `\`${cell}\`, \`${event}\`, trial ${trial}: ${reason}`),
  ];
}
