/** `npm run bench:self`: the figures that the harness promises of itself, measured here and now. */
import { availableParallelism, cpus } from 'node:os';
import { compareWithWrk } from './against-wrk.ts';
import { compareClients } from './client-speed.ts';
import { printRates, printStalls } from './open-loop.ts';
import { printCostOfRun, printTimeOfHelp } from './own-cost.ts';

function print(line: string): void {
  console.log(line);
}

print(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
print('\nStart');
await printTimeOfHelp(print);
print('\nCost of a run (db-wait, express, 500 connections)');
await printCostOfRun(print);
print('\nClients on one core each (nginx return 200, 64 connections, in turns)');
await orSayWithoutWrk(compareClients);
print('\nOpen loop: rates offered and achieved');
await printRates(print);
print('\nOpen loop: a server that stalls');
await printStalls(print);
print('\nAgainst wrk -t1 -c500 (db-wait, express, one started server, in turns)');
await orSayWithoutWrk(compareWithWrk);

async function orSayWithoutWrk(compare: (print: (line: string) => void) => Promise<void>): Promise<void> {
  try {
    await compare(print);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    print('  wrk or taskset is not installed (apt-get install wrk util-linux): nothing to compare with');
  }
}
