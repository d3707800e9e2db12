/**
 * JUnit XML, as Jenkins reads it (junit-10.xsd of its xunit plugin). Older readers know no attribute that is not
 * written here.
 */
import { plainLine, plainText } from '../../render/plain-text.ts';

export type Problem = 'failure' | 'error' | 'skipped';

export interface TestCase {
  /** Readers group cases by it. With the name it joins the results of different builds. */
  readonly className: string;
  readonly name: string;
  /** null: unknown. */
  readonly seconds: number | null;
  /** null: passed. */
  readonly problem: {
    readonly kind: Problem;
    readonly type: string;
    /** One line. */
    readonly message: string;
    readonly details: readonly string[];
  } | null;
  /** Lines of the case's output. */
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export interface TestSuite {
  readonly name: string;
  /** ISO 8601, UTC; null: unknown. */
  readonly startedAt: string | null;
  readonly seconds: number | null;
  readonly hostname: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly TestCase[];
}

export function junitXml(suites: readonly TestSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  // The schema has no `skipped` here.
  const { skipped, ...totals } = counts(cases);
  const root = element('testsuites', { name: 'cluster-bench', ...totals }, suites.map(suiteElement));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

function counts(cases: readonly TestCase[]) {
  const of = (kind: Problem) => cases.filter(({ problem }) => problem?.kind === kind).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function suiteElement({ name, startedAt, seconds, hostname, properties, cases }: TestSuite): string {
  const given = Object.entries(properties).map(([key, value]) => element('property', { name: key, value }));
  return element(
    'testsuite',
    // The schema of Ant, which others copied, has no room for fractions and time zones.
    { name, ...counts(cases), timestamp: startedAt?.slice(0, 19), hostname, time: time(seconds) },
    [...(given.length === 0 ? [] : [element('properties', {}, given)]), ...cases.map(caseElement)],
  );
}

function caseElement({ className, name, seconds, problem, out, err }: TestCase): string {
  return element('testcase', { classname: className, name, time: time(seconds) }, [
    ...(problem === null
      ? []
      : [lines(problem.kind, problem.details, { type: problem.type, message: problem.message })]),
    ...(out.length === 0 ? [] : [lines('system-out', out)]),
    ...(err.length === 0 ? [] : [lines('system-err', err)]),
  ]);
}

function time(seconds: number | null): string | null {
  return seconds === null ? null : seconds.toFixed(3);
}

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** An element that holds others. Nothing is indented: an indent would change texts of several lines. */
function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  if (children.length === 0) return `<${name}${attributeTexts(attributes)}/>\n`;
  return `<${name}${attributeTexts(attributes)}>\n${children.join('')}</${name}>\n`;
}

/** An element that holds text. */
function lines(name: string, texts: readonly string[], attributes: Attributes = {}): string {
  return `<${name}${attributeTexts(attributes)}>${escaped(plainText(texts.join('\n')))}</${name}>\n`;
}

function attributeTexts(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(plainLine(String(value)))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML forbids are gone already: they are controls, or half of a pair. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
