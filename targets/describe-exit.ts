import type { Exit } from './topology.ts';

/** Likely causes of signals that nobody sent on purpose. */
const LIKELY: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGKILL: 'perhaps by the kernel’s OOM killer or a memory limit',
  SIGSEGV: 'a crash in native code, such as an addon',
  SIGBUS: 'a crash in native code, such as an addon',
  SIGILL: 'a crash in native code, such as an addon',
};

/** describeExit describes an unintended end of a process: `exit code 1`, `killed by SIGTERM`. */
export function describeExit({ code, signal }: Exit): string {
  if (!signal) return `exit code ${code}`;
  const likely = LIKELY[signal];
  return likely === undefined ? `killed by ${signal}` : `killed by ${signal}, ${likely}`;
}
