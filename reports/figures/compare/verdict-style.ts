/** Verdicts on figures: apart in hue and in lightness, and an undecided one is hollow. */
import type { CompareVerdict } from '../../../harness/records/comparison.ts';
import { VERDICT_WORDS } from '../../compare/verdict-words.ts';
import type { LegendEntry, Shape, Tone } from '../figure.ts';

interface VerdictStyle {
  readonly colour: string;
  readonly shape: Shape;
  readonly tone?: Tone;
}

export const VERDICT_STYLE: Readonly<Record<CompareVerdict, VerdictStyle>> = {
  regression: { colour: '#b3261e', shape: 'circle', tone: 'alarm' },
  improvement: { colour: '#0072b2', shape: 'circle', tone: 'good' },
  'no-change': { colour: '#6e7781', shape: 'circle', tone: 'quiet' },
  undecided: { colour: '#1f2328', shape: 'ring' },
};

/** In the legend's order. */
export const VERDICTS = ['regression', 'improvement', 'no-change', 'undecided'] as const;

/** A verdict's entry of a legend, which points name as theirs. */
export function entryOf(verdict: CompareVerdict): LegendEntry {
  const { colour, shape } = VERDICT_STYLE[verdict];
  return { name: VERDICT_WORDS[verdict], colour, shape };
}
