/** Options of `compare`, and of every command that compares. */
import { defaultCompareOptions } from '../compare-rules.ts';
import { limitsIn } from '../limits.ts';
import { THRESHOLDS } from './gates.ts';
import { flag, parsedList, percentage, someAmong, text, wholeTexts } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';

const compare = { compare: {} } as const;
const sides = { group: 'What to compare:', kind: wholeTexts, commands: compare, takesWords: true } as const;
const answers = { group: THRESHOLDS, commands: { ab: {}, compare: {}, nightly: {} } } as const;
const output = { group: 'Output:', commands: compare } as const;

const { minEffect, threshold, runSpread } = defaultCompareOptions;
const percent = (ratio: number) => `${100 * ratio}%`;

export const sideOptions = {
  base: { ...sides, about: 'baseline runs: folders, run.json, or nightly/*' },
  head: { ...sides, about: 'runs to compare with the base' },
  'across-hosts': {
    group: 'What to compare:',
    about: 'allow runs from different hosts',
    kind: flag,
    commands: compare,
  },
} as const satisfies Record<string, Option>;

/** Options shared by every command that compares. */
export const judgingOptions = {
  'min-effect': {
    ...answers,
    about: 'ignore smaller changes, even if significant',
    kind: parsedList((given) => limitsIn(given, minEffect.usual, '0')),
    usual: percent(minEffect.usual),
  },
  threshold: {
    ...answers,
    about: 'no change if the whole interval is within this',
    kind: parsedList((given) => limitsIn(given, threshold.usual)),
    usual: percent(threshold.usual),
  },
  'run-spread': {
    ...answers,
    about: 'assumed spread between runs if there are too few',
    kind: percentage({ min: 0, max: 100, isMinExcluded: true }),
    usual: percent(runSpread),
    // Pairs measure their own spread.
    commands: { compare: {}, nightly: {} },
    refusedBy: { ab: 'it measures the spread from its pairs' },
  },
} as const satisfies Record<string, Option>;

export const outputOptions = {
  json: {
    ...output,
    about: 'print the comparison as JSON only',
    kind: flag,
  },
  markdown: {
    ...output,
    about: 'print the comparison as Markdown only',
    kind: flag,
    refusedBy: { ab: 'it writes the comparison as JSON and Markdown to the folder of --out' },
  },
  out: {
    ...output,
    about: 'folder for comparison.json, .md and charts',
    kind: text,
    otherwise: 'none',
  },
  output: {
    ...output,
    about: (names) => `also write files for other programs to --out: ${names.join(', ')}`,
    kind: someAmong(knownNames.comparisonOutputs),
    otherwise: 'none',
  },
} as const satisfies Record<string, Option>;
