import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { modeInWords } from '../stats/load-mode.ts';
import { measureClientCapacity } from './client-capacity.ts';

const wanted = { connections: 20, clientAddresses: null, loadProcesses: 1, durationSeconds: 2 } as const;

for (const one of [
  { client: 'autocannon', mode: { connections: 'kept', arrivals: 'closed' } },
  { client: 'direct', mode: { connections: 'kept', arrivals: 'open' } },
  { client: 'direct', mode: { connections: 'per-request', arrivals: 'closed' } },
] as const) {
  test(`measures what ${one.client} can send: ${modeInWords(one.mode)}`, async (context) => {
    const processes = new TrialProcesses(temporaryFolder(context));
    context.after(() => processes.stop());
    const { signal } = new AbortController();
    const measured = await measureClientCapacity({ ...wanted, ...one }, processes, signal);
    assert.equal(measured.mode, one.mode);
    assert.ok(measured.requestsPerSecond > 500, `${measured.requestsPerSecond}`);
  });
}

test('a load process that dies during calibration is an error, and does not hang', async (context) => {
  const processes = new TrialProcesses(temporaryFolder(context));
  context.after(() => processes.stop());
  const { signal } = new AbortController();
  const job = { ...wanted, client: 'direct', mode: { connections: 'kept', arrivals: 'closed' } } as const;
  const measured = measureClientCapacity(job, processes, signal);
  const [load = 0] = processes.groups('load');
  process.kill(load, 'SIGKILL');
  await assert.rejects(measured, /a load process ended early/);
});

test('an interrupt ends a calibration', async (context) => {
  const processes = new TrialProcesses(temporaryFolder(context));
  context.after(() => processes.stop());
  const interrupt = new AbortController();
  const job = { ...wanted, client: 'direct', mode: { connections: 'kept', arrivals: 'closed' } } as const;
  const measured = measureClientCapacity(job, processes, interrupt.signal);
  interrupt.abort();
  await assert.rejects(measured, { name: 'AbortError' });
});
