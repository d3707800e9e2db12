/** Options of `cluster-bench compare`, and those of every command that compares. */
import type { Option } from './options.ts';

const sides = { group: 'What is compared:', takes: 'list' } as const;
const answers = 'Answers:';
const output = 'Output:';

/** Shared by every command that compares. */
export const judgingOptions = {
  'min-effect': { group: answers, about: 'less is no regression, however sure [2%]', takes: 'list' },
  threshold: { group: answers, about: 'an interval within it is no change [5%]', takes: 'list' },
  max: { group: answers, about: 'of the head: "p99 cluster-8-rr < 120"; repeatable', takes: 'list' },
  min: { group: answers, about: 'of the head: "throughput single > 8000"; repeatable', takes: 'list' },
  'run-spread': {
    group: answers,
    about: 'assumed between runs, where there are too few [1%]',
    takes: 'value',
  },
} as const satisfies Record<string, Option>;

export const compareOptions = {
  base: { ...sides, about: 'runs of the base: folders, run.json, or nightly/*' },
  head: { ...sides, about: 'runs of the head' },
  'across-hosts': {
    group: 'What is compared:',
    about: 'compare runs of different hosts all the same',
    takes: 'switch',
  },
  ...judgingOptions,
  json: { group: output, about: 'the comparison as JSON on standard output, alone', takes: 'switch' },
  markdown: { group: output, about: 'the same as Markdown', takes: 'switch' },
  out: { group: output, about: 'folder for comparison.json, .md and charts [none]', takes: 'value' },
} as const satisfies Record<string, Option>;

type CompareOption = keyof typeof compareOptions;
export type JudgingOption = keyof typeof judgingOptions;

export const compareOptionNames = Object.keys(compareOptions) as CompareOption[];
