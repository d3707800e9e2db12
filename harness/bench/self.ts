/** `npm run bench:self`: the figures that the harness promises of itself, measured here and now. */
import { availableParallelism, cpus } from 'node:os';
import { compareWithWrk } from './against-wrk.ts';
import { printCostOfRun, printTimeOfHelp } from './own-cost.ts';

function print(line: string): void {
  console.log(line);
}

print(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
print('\nStart');
await printTimeOfHelp(print);
print('\nCost of a run (db-wait, express, 500 connections)');
await printCostOfRun(print);
print('\nAgainst wrk -t1 -c500 (db-wait, express, one started server, in turns)');
try {
  await compareWithWrk(print);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  print('  wrk is not installed (apt-get install wrk): nothing to compare with');
}
