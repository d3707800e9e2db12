import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Done } from './works.ts';

/** One thread for each CPU that this process may use. Idle threads do not keep the process alive. */
const pool = new Piscina<string, Done>({
  filename: fileURLToPath(import.meta.resolve('./thread.js')),
  minThreads: 1,
  maxThreads: availableParallelism(),
});

/** doWorkOnThread does a work on a thread of the pool, so that the event loop stays free. */
export function doWorkOnThread(name: string): Promise<Done> {
  return pool.run(name);
}
