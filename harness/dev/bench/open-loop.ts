/** The open loop: whether it offers the rate that it should, and measures known latencies correctly. */
import { fileURLToPath } from 'node:url';
import { schedule } from '../../load/direct/schedule.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { nextMessage } from './next-message.ts';
import { type OwnJob, runOwn } from './own-load.ts';
import { STALL_MS, STALL_PERIOD_MS, trueLatencyMs } from './stalls.ts';
import { startApp } from './started-app.ts';
import { withProcesses } from './with-processes.ts';

const stallingServer = fileURLToPath(import.meta.resolve('./stalling-server.js'));

const CONNECTIONS = 256;
const SHARES = [0.2, 0.4, 0.6, 0.8];
const SEED = 1;

export async function printRates(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes) => {
    const url = await startApp(processes, { name: 'http', delayMs: 0 });
    const run = (job: Partial<OwnJob>) =>
      runOwn(processes, {
        url,
        client: 'direct',
        connections: CONNECTIONS,
        seconds: 10,
        warmupSeconds: 2,
        ...job,
      });
    const capacity = (await run({ connections: 64 })).throughput;
    print(`  the http app handles ${capacity.toFixed(0)}/s in a closed loop`);
    for (const share of SHARES) {
      const rate = Math.round(share * capacity);
      const { throughput, latency, sendDelayP99Ms } = await run({
        pace: { rate, arrivals: 'fixed', seed: SEED },
      });
      const ratio = (throughput / rate).toFixed(4);
      const late = sendDelayP99Ms?.toFixed(2);
      print(
        `  ${(100 * share).toFixed(0)}%: offered ${rate}/s, achieved / offered ${ratio} (within 0.5%), p99 ${latency.p99.toFixed(2)} ms, client late by ${late} ms at p99`,
      );
    }
  });
}

/** printStalls measures a server that stalls: a closed loop hides the stalls, the open loop must show them. */
export async function printStalls(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes) => {
    const server = processes.spawnAs('target')({
      name: 'the stalling server',
      command: process.execPath,
      args: [stallingServer],
      ipc: true,
    });
    const url = `http://127.0.0.1:${await nextMessage<number>(server)}/`;
    const response = { statuses: null, body: { kind: 'contains', text: 'hello' } } as const;
    const job = { url, client: 'direct', response, seconds: 20, warmupSeconds: 2 } as const;
    const closed = await runOwn(processes, { ...job, connections: 1 });
    const serviceMs = closed.latency.p50;
    print(
      `  ${STALL_MS} ms of every ${STALL_PERIOD_MS} ms; closed loop: p99 ${closed.latency.p99.toFixed(1)} ms`,
    );
    for (const rate of [500, 2_000]) {
      const pace = { rate, arrivals: 'poisson', seed: SEED } as const;
      const { latency } = await runOwn(processes, { ...job, connections: CONNECTIONS, pace });
      const arrivals = schedule({ arrivals: 'poisson', rate, fromMs: 0, phase: 0 }, mulberry32(SEED));
      const truth = trueLatencyMs(arrivals, serviceMs, 99, 600);
      print(
        `  open loop at ${rate}/s: p99 ${latency.p99.toFixed(1)} ms, true ${truth.toFixed(1)} ms, ratio ${(latency.p99 / truth).toFixed(3)} (within 5%)`,
      );
    }
  });
}
