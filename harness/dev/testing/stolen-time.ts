/** Simulates a `/proc/stat` in which a hypervisor takes a share of every CPU; everything else is the host's own. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './cli.ts';

const PERIOD_MS = 50;
/** USER_HZ, which is 100 wherever Linux runs Node. */
const TICK_MS = 10;
/**
 * The counters get longer but the file must not: it is rewritten in place, and a reader would find it empty after a
 * truncation.
 */
const SPARE_BYTES = 4_096;

/** @param share of each CPU's time @returns the path of the file, which is updated until the test ends */
export function stolenTime(context: TestContext, share: number): string {
  const file = join(temporaryFolder(context), 'stat');
  const startMs = performance.now();
  const descriptor = openSync(file, 'w');
  const length = readFileSync('/proc/stat').length + SPARE_BYTES;
  const write = () => {
    const ticks = Math.round((share * (performance.now() - startMs)) / TICK_MS);
    // The fields are: user nice system idle iowait irq softirq steal.
    const text = readFileSync('/proc/stat', 'utf8').replace(/^(cpu\d+(?: \d+){7}) \d+/gm, `$1 ${ticks}`);
    writeSync(descriptor, text.padEnd(length, '\n'), 0);
  };
  write();
  const timer = setInterval(write, PERIOD_MS);
  context.after(() => {
    clearInterval(timer);
    closeSync(descriptor);
  });
  return file;
}
