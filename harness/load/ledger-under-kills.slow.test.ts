import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { ledgerSides } from '../dev/testing/load.ts';
import { measureThroughKills } from '../dev/testing/worker-kills.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { modeInWords } from '../stats/load-mode.ts';
import { mulberry32 } from '../stats/mulberry32.ts';

const ways = [
  { client: 'autocannon', mode: { connections: 'kept', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'kept', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'per-request', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'kept', arrivals: 'open' } },
] as const;

for (const way of ways) {
  test(`the ledger balances while workers are killed: ${way.client}, ${modeInWords(way.mode)}`, async (context) => {
    const processes = new TrialProcesses(temporaryFolder(context));
    context.after(() => processes.stop());
    const figures = await measureThroughKills(processes, {
      ...way,
      kills: 3,
      windowMs: 4_000,
      random: mulberry32(7),
    });
    const [begun, ended] = ledgerSides(figures);
    assert.equal(begun, ended);
    const failed = Object.values(figures.errors).reduce((sum, count) => sum + count, 0);
    assert.ok(failed > 0, 'somebody noticed');
    assert.ok(figures.completed > 100);
  });
}
