/** The test cases of a comparison: for compared cells, those that a side lacks, and gates. */
import type { ComparedCell, Comparison, Effect } from '../../../harness/records/comparison.ts';
import { isBroken } from '../../../harness/stats/is-broken.ts';
import { remedyText, VERDICT_WORDS } from '../../compare/verdict-words.ts';
import { changeWithInterval, fromTo, metricWords, pText } from '../../compare/words.ts';
import { gateCases } from './gate-cases.ts';
import type { TestCase, TestSuite } from './xml.ts';

const CLASS = 'cluster-bench.comparison';

export function comparisonSuite({
  cells,
  onlyInBase,
  onlyInHead,
  base,
  head,
  tool,
  gates,
}: Comparison): TestSuite {
  return {
    name: 'comparison',
    startedAt: head.runs[0]?.startedAt ?? null,
    seconds: null,
    hostname: head.runs[0]?.hostname ?? null,
    properties: { tool: `${tool.name} ${tool.version}`, base: base.label, head: head.label },
    cases: [
      ...cells.map(judged),
      ...onlyInBase.map((id) => oneSided(id, 'only the base has it')),
      ...onlyInHead.map((id) => oneSided(id, 'only the head has it')),
      ...gateCases(gates, CLASS),
    ],
  };
}

/** A case that passes, with the verdict and the effects as its output. */
export function comparedCase(cell: ComparedCell, className: string): TestCase {
  return {
    className: `${className}.${cell.scenario}.${cell.app}`,
    name: cell.id,
    seconds: null,
    problem: null,
    out: verdictLines(cell),
    err: [],
  };
}

/** A failure is what makes `compare` exit with 1. */
function judged(cell: ComparedCell): TestCase {
  const compared = comparedCase(cell, CLASS);
  if (isBroken(cell)) return failing(compared, 'no-figures', cell.reason ?? 'the head has no figures');
  return cell.verdict === 'regression' ? failing(compared, 'regression', effectText(cell.primary)) : compared;
}

/** The same case as a failure, with its output as the details. */
export function failing(passed: TestCase, type: string, message: string): TestCase {
  return { ...passed, problem: { kind: 'failure', type, message, details: passed.out }, out: [] };
}

function verdictLines(cell: ComparedCell): string[] {
  const { verdict, reason, adjustedP, failed, primary, others, byLabel } = cell;
  const facts = [reason, remedyText(cell), adjustedP === null ? null : pText(adjustedP)];
  const why = facts.filter((fact) => fact !== null).join('; ');
  return [
    `${VERDICT_WORDS[verdict]}${why === '' ? '' : `: ${why}`}`,
    ...[primary, ...others].map(effectText),
    ...byLabel.flatMap(({ label, effects }) => effects.map((effect) => `${label}: ${effectText(effect)}`)),
    ...(failed.base + failed.head === 0
      ? []
      : [`failed trials: ${failed.base} of base, ${failed.head} of head`]),
  ];
}

/** `throughput: −6.1% (−7.2 to −5.0%), 9,686 → 9,095 req/s` */
function effectText(effect: Effect): string {
  return `${metricWords(effect.metric).label}: ${changeWithInterval(effect)}, ${fromTo(effect)}`;
}

function oneSided(id: string, reason: string): TestCase {
  const problem = { kind: 'skipped', type: 'not-compared', message: reason, details: [] } as const;
  return { className: CLASS, name: id, seconds: null, problem, out: [], err: [] };
}
