/** Faults that `npm run evidence faults` seeds, with the tests that must find them. */

export interface Fault {
  readonly what: string;
  /** Path below `dist`, without extension. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Test files below `dist`, without extension, in the order in which they are tried. */
  readonly tests: readonly string[];
}

const fault = (what: string, file: string, from: string, to: string, ...tests: string[]): Fault => ({
  ...{ what, file, from, to },
  tests,
});

export const faults: readonly Fault[] = [
  fault(
    'the ledger counts a completed request twice',
    'harness/load/ledger',
    'counts.completed++;',
    'counts.completed += 2;',
    'harness/load/ledger.test',
  ),
  fault(
    'the ledger forgets failures by timeout',
    'harness/load/ledger',
    'counts.errors[kind]++;',
    "if (kind !== 'timeout') counts.errors[kind]++;",
    'harness/load/ledger.test',
  ),
  fault(
    'a request that ends after the window counts whole',
    'harness/load/cycle-shares',
    '(endedMs < toMs ? endedMs : toMs)',
    'endedMs',
    'harness/load/cycle-shares.test',
  ),
  fault(
    'cut rounds leave no uncertainty',
    'harness/load/cycle-shares',
    'Math.min((high - low) / requests, cycleMs / windowMs)',
    '0',
    'harness/load/cycle-shares.test',
  ),
  fault(
    'an interval has one degree of freedom too many',
    'harness/stats/confidence',
    'count - 1)',
    'count)',
    'harness/stats/confidence.test',
  ),
  fault(
    'there is no correction for many comparisons',
    'harness/stats/inference',
    '(pValues.length - rank) *',
    '1 *',
    'harness/stats/holm.test',
  ),
  fault(
    'a percentile is printed from one value beyond it',
    'harness/stats/percentile-support',
    'LEAST_BEYOND = 10',
    'LEAST_BEYOND = 1',
    'harness/stats/percentile-support.test',
  ),
  fault(
    'p75 holds the figure of p90',
    'harness/stats/percentiles',
    'p75: 75',
    'p75: 90',
    'harness/load/load.test',
  ),
  fault(
    'a name is not escaped in Markdown',
    'reports/render/markdown',
    '|[|`*[\\]\\\\~$]|',
    '|[`*[\\]\\\\~$]|',
    'reports/render/markdown.test',
  ),
  fault(
    'a name is not escaped in HTML',
    'reports/render/html',
    '.replace(/[&<>',
    '.replace(/[&>',
    'reports/render/html.test',
  ),
  fault(
    'terminal codes reach the terminal',
    'reports/render/plain-text',
    "replace(TERMINAL_CODES, '')",
    "replace(/\\0/g, '')",
    'reports/render/terminal.test',
    'reports/render/markdown.test',
  ),
  fault(
    'Welch takes the difference in the wrong direction',
    'harness/stats/welch',
    'a.mean - b.mean',
    'b.mean - a.mean',
    'harness/stats/welch.test',
  ),
  fault(
    'trials are not shuffled',
    'harness/stats/mulberry32',
    'Math.floor(random() * (last + 1))',
    'last',
    'harness/stats/random.test',
    'harness/run/plan.test',
  ),
  fault(
    'a precision continues forever',
    'harness/run/plan',
    'trials.length < maxTrials && ',
    '',
    'harness/run/precision.test',
  ),
  fault(
    'an interrupted run counts as complete',
    'harness/run/run',
    "isCut ? 'partial' : 'complete'",
    "'complete'",
    'harness/run/run.test',
  ),
  fault(
    'a bug of ours is swallowed',
    'harness/run/run',
    'if (defect !== undefined)',
    'if (false)',
    'harness/run/run.test',
  ),
  fault(
    'impossible throughputs pass',
    'harness/judge/no-figure',
    'const TOLERANCE = 1.25',
    'const TOLERANCE = 125',
    'harness/judge/no-figure.test',
  ),
  fault(
    'any share of failed requests passes',
    'harness/judge/no-figure',
    'if (share <= maxErrors)',
    'if (share <= 1)',
    'harness/judge/no-figure.test',
  ),
  fault(
    'the highest limit is taken for the lowest',
    'harness/judge/limits',
    'a.limit - b.limit',
    'b.limit - a.limit',
    'harness/judge/limits.test',
  ),
  fault(
    'a gate that is not met counts as met',
    'harness/judge/gates/judge-gate',
    'figure < limit',
    'figure > limit',
    'harness/judge/gates/judge-gate.test',
  ),
  fault(
    'a pair begins with the base every time',
    'harness/ab/alternate',
    "isHeadFirst ? ['head', 'base'] : ['base', 'head']",
    "['base', 'head']",
    'harness/ab/alternate.test',
  ),
  fault(
    'a side that fails is tried again and again',
    'harness/ab/standings',
    'MOST_FAILURES = 3',
    'MOST_FAILURES = 300',
    'harness/ab/standings.test',
    'harness/ab/run-ab.test',
  ),
  fault(
    'HTTP/1.0 keeps its connections',
    'harness/load/direct/response-head',
    'this.minorVersion > 0 ||',
    'this.minorVersion >= 0 ||',
    'harness/load/direct/response-head.test',
  ),
  fault(
    'an open loop sends at twice its rate',
    'harness/load/direct/schedule',
    '1_000 / rate',
    '500 / rate',
    'harness/load/direct/schedule.test',
  ),
  fault(
    'autocannon counts Early Hints as a response',
    'harness/load/autocannon-limits',
    'if (status < 200)',
    'if (status < 100)',
    'harness/trial/probe/probe.test',
  ),
  fault(
    'an app that is not ready fails at once',
    'harness/trial/probe/probe',
    'return status >= 500 && surplusBytes === 0;',
    'return false;',
    'harness/trial/probe/probe.test',
  ),
  fault(
    'an app out of memory is not reported',
    'targets/explain-failure',
    'out of memory/i',
    'out of memories/i',
    'targets/explain-failure.test',
  ),
  fault(
    'nginx opens a connection for each request to the app',
    'targets/proxies/nginx/configuration',
    '    keepalive $',
    '',
    'targets/proxies/nginx/configuration.test',
  ),
  fault(
    'a worker that crashes at its start is replaced forever',
    'targets/topologies/restarts',
    'count > MOST_IN_WINDOW',
    'false',
    'targets/topologies/restarts.test',
  ),
  fault(
    'an app that ignores SIGTERM keeps running',
    'harness/processes/children',
    "setTimeout(() => killGroup(pid, 'SIGKILL'), STOP_GRACE_MS)",
    'setTimeout(() => {}, STOP_GRACE_MS)',
    'harness/processes/children.test',
  ),
  fault(
    'reusePort is promised for a Node without it',
    'targets/policies/reuseport',
    'minor >= 12',
    'minor >= 1',
    'harness/run/plan.test',
  ),
  fault(
    'a journal’s unfinished last line is read',
    'harness/records/read-record',
    'rest.slice(0, -1)',
    'rest.filter(Boolean)',
    'harness/judge/journal.test',
  ),
  fault(
    'a record of another version is read',
    'harness/records/read-record',
    "if (schema.startsWith('cluster-bench/run@'))",
    'if (false)',
    'harness/judge/journal.test',
  ),
];
