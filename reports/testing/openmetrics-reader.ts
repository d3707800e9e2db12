/** OpenMetrics text, read with the parsers of Debian's python3-prometheus-client. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { skipUnlessExpected } from '../../harness/dev/testing/skip-unless-expected.ts';

export interface ReadFamily {
  readonly name: string;
  readonly type: string;
  readonly unit: string;
  readonly help: string;
  readonly samples: readonly (readonly [
    name: string,
    labels: Readonly<Record<string, string>>,
    value: number,
  ])[];
}

type Format = 'openmetrics.parser' | 'parser';

/** Another python3 may come first on the path, and lack Debian's packages. */
const PYTHONS = ['python3', '/usr/bin/python3'];

const SCRIPT = `
import importlib, json, sys
parser = importlib.import_module('prometheus_client.' + sys.argv[1])
print(json.dumps([
    dict(name=family.name, type=family.type, unit=getattr(family, 'unit', ''), help=family.documentation,
         samples=[[sample.name, sample.labels, sample.value] for sample in family.samples])
    for family in parser.text_string_to_metric_families(sys.stdin.read())
]))
`;

/** Null if there is no parser; the test is then skipped, or fails where one is expected. */
export function openMetricsReader(
  context: TestContext,
): ((text: string, format?: Format) => ReadFamily[]) | null {
  const python = PYTHONS.find(
    (program) => spawnSync(program, ['-c', 'import prometheus_client.openmetrics.parser']).status === 0,
  );
  if (python === undefined) {
    return skipUnlessExpected(
      context,
      'CLUSTER_BENCH_EXPECT_PROMETHEUS_CLIENT',
      'python3-prometheus-client is not installed',
    );
  }
  return (text, format = 'openmetrics.parser') => {
    const options = { input: text, encoding: 'utf8', maxBuffer: 1e8 } as const;
    const { status, stdout, stderr } = spawnSync(python, ['-c', SCRIPT, format], options);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  };
}
