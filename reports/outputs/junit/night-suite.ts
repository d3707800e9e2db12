/** The test cases of a night: its verdict, cells that were compared with the last good nights, and gates. */
import type { Comparison } from '../../../harness/records/comparison.ts';
import { isFound, type Night, type NightVerdict, type Suspect } from '../../../harness/records/night.ts';
import { wordsOf } from '../../document/inline.ts';
import { suspectItem } from '../../nightly/details.ts';
import { verdictSentence } from '../../nightly/verdict.ts';
import { comparedCase, failing } from './comparison-suite.ts';
import { gateCases } from './gate-cases.ts';
import type { Problem, TestCase, TestSuite } from './xml.ts';

const CLASS = 'cluster-bench.night';

/** Kinds of the verdicts that do not pass. */
const PROBLEMS: Readonly<Partial<Record<NightVerdict, Problem>>> = {
  regression: 'failure',
  failed: 'error',
  nothing: 'error',
  interrupted: 'skipped',
};

export function nightSuite(night: Night, comparison: Comparison | null): TestSuite {
  const { startedAt, finishedAt, tool, id, run } = night;
  return {
    name: 'night',
    startedAt,
    seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    hostname: null,
    properties: { tool: `${tool.name} ${tool.version}`, night: id, commit: run.commit ?? '' },
    cases: [
      verdictCase(night),
      ...(comparison?.cells ?? []).map((cell) => {
        const suspect = night.suspects.find((one) => one.cell === cell.id);
        const compared = comparedCase(cell, CLASS);
        return suspect === undefined ? compared : withSuspect(compared, suspect, night);
      }),
      ...gateCases(night.gates, CLASS),
    ],
  };
}

function verdictCase(night: Night): TestCase {
  const sentence = verdictSentence(night);
  const kind = PROBLEMS[night.verdict];
  return {
    className: CLASS,
    name: 'verdict',
    seconds: null,
    problem:
      kind === undefined ? null : { kind, type: night.verdict, message: sentence, details: [sentence] },
    out: [sentence, ...night.notes],
    err: [],
  };
}

/** A change is a failure only if it counts as a regression: two runs differ by chance, and `ab` may clear it. */
function withSuspect(compared: TestCase, suspect: Suspect, { accepted }: Night): TestCase {
  const words = wordsOf(suspectItem(suspect));
  const known = { ...compared, out: [words, ...compared.out] };
  return accepted || !isFound(suspect) ? known : failing(known, 'regression', words);
}
