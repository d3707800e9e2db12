/**
 * The program of a load process: waits for its orders, sends the load, and reports the window. The harness
 * kills it then: that ends autocannon's connections at once, its own stop waits for the next second.
 */
import { performance } from 'node:perf_hooks';
import { at, type Window } from '../observe/clock.ts';
import { autocannonDriver } from './autocannon-driver.ts';
import { Ledger } from './ledger.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';
import { watchRunQueue } from './run-queue.ts';

const LIVE_PERIOD_MS = 1_000;

const ledger = new Ledger();

process.on('message', (orders: ToLoadProcess) => {
  if (orders.type === 'measure') return measure(orders.window);
  autocannonDriver.drive(orders.job, ledger, () => tell({ type: 'under-way' }));
  reportLive();
});
// Without the harness the load is nobody's.
process.once('disconnect', () => process.exit());
tell({ type: 'ready' });

function measure(window: Window): void {
  ledger.open(window);
  at(window.fromMs, () => {
    const utilization = performance.eventLoopUtilization();
    const cpuBefore = process.cpuUsage();
    const waited = watchRunQueue();
    at(window.toMs, () => {
      const cpu = process.cpuUsage(cpuBefore);
      const eventLoopUtilization = performance.eventLoopUtilization(utilization).utilization;
      const cpuSeconds = (cpu.user + cpu.system) / 1e6;
      const waitSeconds = waited();
      tell({
        type: 'figures',
        figures: { ...ledger.figures(), eventLoopUtilization, cpuSeconds, waitSeconds },
      });
    });
  });
}

function reportLive(): void {
  let reported = 0;
  setInterval(() => {
    tell({ type: 'live', answered: ledger.answered - reported });
    reported = ledger.answered;
  }, LIVE_PERIOD_MS);
}

function tell(message: FromLoadProcess): void {
  process.send?.(message, undefined, undefined, () => {});
}
