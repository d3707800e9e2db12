/** `npm run evidence ledger`: the ledger of 100 trials in which workers are killed at random times. */

import type { LoadErrors } from '../../records/run.ts';
import { modeInWords } from '../../stats/load-mode.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { ledgerSides } from '../testing/load.ts';
import { measureThroughKills } from '../testing/worker-kills.ts';

const TRIALS = 100;
const ways = [
  { client: 'direct', mode: { connections: 'kept', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'per-request', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'kept', arrivals: 'open' } },
  { client: 'autocannon', mode: { connections: 'kept', arrivals: 'closed' } },
] as const;

const random = mulberry32(1);
const errors = new Map<string, number>();
let [balanced, sent, kills] = [0, 0, 0];
for (let trial = 0; trial < TRIALS; trial++) {
  const way = ways[trial % ways.length] ?? ways[0];
  const times = 1 + Math.floor(4 * random());
  const figures = await withProcesses((processes) =>
    measureThroughKills(processes, { ...way, kills: times, windowMs: 1_000, random }),
  );
  const [begun, ended] = ledgerSides(figures);
  if (begun === ended) balanced++;
  else
    console.log(
      `trial ${trial} (${way.client}, ${modeInWords(way.mode)}): ${begun} begun, ${ended} accounted for`,
    );
  sent += figures.sent;
  kills += times;
  for (const kind of Object.keys(figures.errors) as (keyof LoadErrors)[]) {
    errors.set(kind, (errors.get(kind) ?? 0) + figures.errors[kind]);
  }
}
console.log(`${balanced} of ${TRIALS} trials balanced; ${kills} kills, ${sent} requests`);
console.log([...errors].map(([kind, count]) => `${kind} ${count}`).join(', '));
