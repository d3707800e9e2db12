/** Explains a failure by the last lines of the process, where its exit code does not. */
import type { TargetFailure } from './topology.ts';

interface Cause {
  /** Matches a line that only this cause writes. */
  readonly line: RegExp;
  /** The end of a sentence that begins with the failure. */
  readonly text: string;
}

const causes: readonly Cause[] = [
  {
    // V8 words it differently in different versions.
    line: /FATAL ERROR: .*out of memory|Fatal (?:JavaScript|process) out of memory/i,
    text: 'it ran out of memory (JavaScript heap); give it more with NODE_OPTIONS=--max-old-space-size=4096 (in MB)',
  },
  {
    // Node's words for an unknown flag or an invalid value. We pass flags only through NODE_OPTIONS.
    line: /is not allowed in NODE_OPTIONS|invalid value for NODE_OPTIONS|^\S+: bad option: -/,
    text: 'its Node refuses the content of NODE_OPTIONS; correct or unset that variable',
  },
  {
    // Modules of --require or --import load before the script, relative to the working directory.
    line: /^- internal\/preload$/,
    text: 'a module that NODE_OPTIONS loads could not be found; give its absolute path',
  },
];

/** explainFailure adds the cause to the reason if the last lines show it. */
export function explainFailure({ reason, lastLines }: TargetFailure): TargetFailure {
  const cause = causes.find(({ line }) => lastLines.some((text) => line.test(text)));
  return { reason: cause === undefined ? reason : `${reason}: ${cause.text}`, lastLines };
}
