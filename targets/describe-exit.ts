import type { Exit } from './topology.ts';

/** How a process ended: `exit code 1`, `killed by SIGSEGV`. */
export function describeExit({ code, signal }: Exit): string {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}
