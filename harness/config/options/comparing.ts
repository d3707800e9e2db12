/** Options of `compare`, and those of every command that compares. */
import { defaultCompareOptions } from '../compare-rules.ts';
import { gateIn, limitsIn } from '../limits.ts';
import { eachParsed, flag, parsedList, percentage, text, wholeTexts } from './kinds.ts';
import type { Option } from './option.ts';

const compare = { compare: {} } as const;
const sides = { group: 'What is compared:', kind: wholeTexts, commands: compare, takesWords: true } as const;
const answers = { group: 'Answers:', commands: { ab: {}, compare: {}, nightly: {} } } as const;
const output = { group: 'Output:', commands: compare } as const;

const { minEffect, threshold, runSpread } = defaultCompareOptions;
const percent = (ratio: number) => `${100 * ratio}%`;

const FILES = { ab: 'it writes the comparison as JSON and as Markdown to the folder of --out' } as const;

export const sideOptions = {
  base: { ...sides, about: 'runs of the base: folders, run.json, or nightly/*' },
  head: { ...sides, about: 'runs of the head' },
  'across-hosts': {
    group: 'What is compared:',
    about: 'compare runs of different hosts all the same',
    kind: flag,
    commands: compare,
  },
} as const satisfies Record<string, Option>;

/** Shared by every command that compares. */
export const judgingOptions = {
  'min-effect': {
    ...answers,
    about: 'less is no regression, however sure',
    kind: parsedList((given) => limitsIn(given, minEffect.usual, '0')),
    usual: percent(minEffect.usual),
  },
  threshold: {
    ...answers,
    about: 'an interval within it is no change',
    kind: parsedList((given) => limitsIn(given, threshold.usual)),
    usual: percent(threshold.usual),
  },
  max: {
    ...answers,
    about: 'of the head: "p99 cluster-8-rr < 120"; repeatable',
    kind: eachParsed((gate) => gateIn(gate, '--max')),
  },
  min: {
    ...answers,
    about: 'of the head: "throughput single > 8000"; repeatable',
    kind: eachParsed((gate) => gateIn(gate, '--min')),
  },
  'run-spread': {
    ...answers,
    about: 'assumed between runs, where there are too few',
    kind: percentage({ min: 0, max: 100, isMinExcluded: true }),
    usual: percent(runSpread),
    // Pairs say themselves how they spread.
    commands: { compare: {}, nightly: {} },
    refusedBy: { ab: 'pairs say themselves how they spread' },
  },
} as const satisfies Record<string, Option>;

export const outputOptions = {
  json: {
    ...output,
    about: 'the comparison as JSON on standard output, alone',
    kind: flag,
    refusedBy: FILES,
  },
  markdown: { ...output, about: 'the same as Markdown', kind: flag, refusedBy: FILES },
  out: {
    ...output,
    about: 'folder for comparison.json, .md and charts',
    kind: text,
    otherwise: 'none',
  },
} as const satisfies Record<string, Option>;
