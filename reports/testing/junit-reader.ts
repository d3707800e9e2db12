/** JUnit files, read with Debian's xmllint. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { installedProgram } from '../../harness/dev/testing/installed-program.ts';

export interface JunitReader {
  /** Fails unless the text is well-formed, and valid by our schema. */
  assertValid(xml: string): void;
  /** The value of an XPath expression, as text. */
  ask(xml: string, expression: string): string;
}

/** Null if there is no xmllint; the test is then skipped, or fails where one is expected. */
export function junitReader(context: TestContext): JunitReader | null {
  const xmllint = installedProgram(context, 'xmllint', 'CLUSTER_BENCH_EXPECT_XMLLINT');
  if (xmllint === null) return null;
  const read = (xml: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(xmllint, [...args, '-'], { input: xml, encoding: 'utf8' });
    assert.equal(status, 0, `${stderr}\n${xml}`);
    return stdout;
  };
  return {
    assertValid: (xml) => void read(xml, '--noout', '--schema', 'reports/testing/junit.xsd'),
    ask: (xml, expression) => read(xml, '--xpath', `string(${expression})`).replace(/\n$/, ''),
  };
}
