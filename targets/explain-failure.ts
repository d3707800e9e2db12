/** What the last lines of a process tell of a failure that its exit alone does not. */
import type { TargetFailure } from './topology.ts';

interface Cause {
  /** Of a line that only this cause writes. */
  readonly line: RegExp;
  /** The rest of a sentence that begins with the failure. */
  readonly text: string;
}

const causes: readonly Cause[] = [
  {
    // V8 says it in several ways; they differ between versions.
    line: /FATAL ERROR: .*out of memory|Fatal (?:JavaScript|process) out of memory/i,
    text: 'it ran out of memory (JavaScript heap); give it more with NODE_OPTIONS=--max-old-space-size=4096 (in MB)',
  },
  {
    // Node's own words for a flag that it does not know, or a value of one; we hand it flags by that variable alone.
    line: /is not allowed in NODE_OPTIONS|invalid value for NODE_OPTIONS|^\S+: bad option: -/,
    text: 'the Node that runs it refuses what NODE_OPTIONS holds; correct or unset that variable',
  },
  {
    // A module that --require or --import names is loaded before the script: its path counts from the working directory.
    line: /^- internal\/preload$/,
    text: 'a module that NODE_OPTIONS loads could not be found; give its absolute path',
  },
];

/** The failure, with its cause in the reason where the last lines hold it. */
export function explainFailure({ reason, lastLines }: TargetFailure): TargetFailure {
  const cause = causes.find(({ line }) => lastLines.some((text) => line.test(text)));
  return { reason: cause === undefined ? reason : `${reason}: ${cause.text}`, lastLines };
}
