/** The primary's end of the memory limit. */
import type { Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { isMemoryInUse } from './memory-message.ts';

/** The module that makes a worker report its memory. */
export const memoryModule = fileURLToPath(import.meta.resolve('./memory-report.js'));

/** watchMemory calls back each time a worker reports more memory than the limit. */
export function watchMemory(worker: Worker, limitBytes: number, onLarge: () => void): void {
  worker.on('message', (message) => {
    if (isMemoryInUse(message) && message.rssBytes > limitBytes) onLarge();
  });
}
