import type { Comparison } from '../comparison.ts';
import { code, type Text, text } from '../document/inline.ts';
import { figure, signedPercent } from '../format.ts';

/** `` `cluster-8-none` 9,120 vs 8,830 requests/s (+3.3%) `` */
export function pairText({ result, against, outcome, ratio }: Comparison): Text {
  const { longUnit, shownPer } = result.metric;
  const [here = '', there = ''] = [result, against].map(({ figures }) =>
    figure(figures.score.mean / shownPer),
  );
  const change = ratio === null ? [] : [signedPercent(ratio - 1)];
  const verdict = {
    more: change,
    less: change,
    level: ['no significant difference'],
    unknown: [...change, 'too few trials'],
  }[outcome].join(', ');
  return text`${code(result.cell.variant)} ${here} vs ${there} ${longUnit}${verdict === '' ? '' : ` (${verdict})`}`;
}
