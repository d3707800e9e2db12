/** What stands below the tables of a comparison: a sentence each, in plain text that may hold what others wrote. */
import { hasMoved } from '../../reports/compare/findings.ts';
import { changeText, fromTo, gateValue, metricWords, remedyText } from '../../reports/compare/words.ts';
import { counted, listed, percent } from '../../reports/format.ts';
import type { ComparedCell, Comparison } from '../records/comparison.ts';
import { isBroken } from '../stats/is-broken.ts';
import { setupsText } from './setup-names.ts';

const MOST_MOVED = 8;

export function comparisonNotes(comparison: Comparison): string[] {
  const { cells, differences, onlyInBase, onlyInHead, acrossHosts } = comparison;
  return [
    ...(acrossHosts ? ['different hosts: what differs may be theirs, not that of the change'] : []),
    ...unanswered(cells.filter(isBroken), 'no figures'),
    ...unanswered(
      cells.filter((cell) => cell.verdict === 'undecided' && !isBroken(cell)),
      'cannot tell',
    ),
    ...cells.flatMap(failed),
    ...moved(cells),
    ...differences.map(({ name, base, head }) => `differs: ${name}: ${base} in base, ${head} in head`),
    ...partial(comparison),
    ...(onlyInBase.length > 0 ? [`only in base: ${setupsText(onlyInBase)}`] : []),
    ...(onlyInHead.length > 0 ? [`only in head: ${setupsText(onlyInHead)}`] : []),
  ];
}

/** A sentence for each reason, and what would decide: the same for many setups, as a rule. */
function unanswered(cells: readonly ComparedCell[], what: string): string[] {
  const sentences = new Map<string, string[]>();
  for (const cell of cells) {
    const remedy = remedyText(cell);
    const sentence = remedy === null ? `${cell.reason}` : `${cell.reason}; ${remedy}`;
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), cell.id]);
  }
  return [...sentences].map(([sentence, ids]) => `${what}: ${setupsText(ids)}: ${sentence}`);
}

function failed({ id, failed: { base, head } }: ComparedCell): string[] {
  const parts = [
    ...(base > 0 ? [`${counted(base, 'trial')} of the base`] : []),
    ...(head > 0 ? [`${counted(head, 'trial')} of the head`] : []),
  ];
  return parts.length > 0 ? [`failed: ${id}: ${listed(parts)}`] : [];
}

function moved(cells: readonly ComparedCell[]): string[] {
  const sentences = cells.flatMap(({ id, others }) => {
    const texts = others
      .filter(hasMoved)
      .map((effect) => `${metricWords(effect.metric).label} ${fromTo(effect)} (${changeText(effect)})`);
    return texts.length > 0 ? [`also: ${id}: ${texts.join(', ')}`] : [];
  });
  const left = sentences.length - MOST_MOVED;
  return left <= 0
    ? sentences
    : [...sentences.slice(0, MOST_MOVED), `also: ${counted(left, 'other setup')}; --markdown shows all`];
}

function partial({ base, head }: Comparison): string[] {
  return [...base.runs, ...head.runs]
    .filter(({ status }) => status === 'partial')
    .map(({ path }) => `partial: ${path} was stopped before its end`);
}

/** A sentence a gate that was missed, and one for all others that were asked for in one breath. */
export function gateSentences({ gates }: Comparison, isMet: boolean): string[] {
  const own = gates.filter(({ met }) => met === isMet);
  if (!isMet) {
    return own.map((gate) => {
      const where = gate.text.includes(` ${gate.cell} `) ? '' : ` in ${gate.cell}`;
      return `${gate.text}: ${gateValue(gate)}${where}`;
    });
  }
  return [...new Set(own.map(({ text }) => text))].map((text) => {
    const [only, ...others] = own.filter((gate) => gate.text === text);
    return only && others.length === 0
      ? `${text}: ${gateValue(only)}`
      : `${text}: in ${counted(others.length + 1, 'setup')}`;
  });
}

/** How it was judged, and what that is worth. */
export function methodSentence({ method, cells }: Comparison): string {
  const { name, alpha, confidence, runSpread } = method;
  const test =
    name === 'paired-sequential' ? 'A sequential t-test of pairs of trials' : 'Welch’s t-test of runs';
  const where = runSpread
    ? `, where runs of one version differ by ${percent(runSpread.value)} (${runSpread.source})`
    : '';
  const correction = cells.length > 1 ? `, corrected for ${counted(cells.length, 'setup')} by Holm` : '';
  return `${test}, on logarithms${correction}: a false claim anywhere in at most ${percent(alpha, 0)} of comparisons${where}; intervals hold in ${percent(confidence, 0)}.`;
}
