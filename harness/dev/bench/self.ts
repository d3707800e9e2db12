/**
 * `npm run bench:self [-- start | run | history | clients | users | hosts | agents | rates | stalls | wrk ...]`: measures what the harness
 * promises about itself.
 */
import { availableParallelism, cpus } from 'node:os';
import { compareWithWrk } from './against-wrk.ts';
import { printAgentsBesideLocal } from './agents-beside-local.ts';
import { compareClients } from './client-speed.ts';
import { printCostOfHistory } from './history.ts';
import { printManyAgents } from './many-agents.ts';
import { printRates, printStalls } from './open-loop.ts';
import { printCostOfRun, printTimeOfHelp } from './own-cost.ts';
import { compareUsers } from './user-cost.ts';

function print(line: string): void {
  console.log(line);
}

const measurements = {
  start: ['Start', printTimeOfHelp],
  run: ['Cost of a run (db-wait, express, 500 connections)', printCostOfRun],
  history: ['History of 1,000 nights', printCostOfHistory],
  clients: [
    'Clients on one core each (nginx return 200, 64 connections, alternating)',
    skipWithoutWrk(compareClients),
  ],
  users: ['Users of the direct client (nginx return 200, 64 connections each, side by side)', compareUsers],
  hosts: ['Agents on this host, beside load processes of the run itself', printAgentsBesideLocal],
  agents: ['Agents that send nothing, on one host', printManyAgents],
  rates: ['Open loop: rates offered and achieved', printRates],
  stalls: ['Open loop: a server that stalls', printStalls],
  wrk: [
    'Compared with wrk -t1 -c500 (db-wait, express, one server process, alternating)',
    skipWithoutWrk(compareWithWrk),
  ],
} as const;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(`npm run bench:self -- ${Object.keys(measurements).join(' | ')}`);
  process.exit(2);
}
print(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
for (const [name, [title, measure]] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  print(`\n${title}`);
  await measure(print);
}

type Measure = (print: (line: string) => void) => Promise<void>;

function skipWithoutWrk(compare: Measure): Measure {
  return async (print) => {
    try {
      await compare(print);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      print('  wrk or taskset is not installed (apt-get install wrk util-linux): nothing to compare with');
    }
  };
}
