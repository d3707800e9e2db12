import type { TestContext } from 'node:test';
import { findOnPath } from '../../processes/find-on-path.ts';
import { skipUnlessExpected } from './skip-unless-expected.ts';

/** installedProgram returns the path of a program. If there is none, it skips the test and returns null, or fails. */
export function installedProgram(
  context: TestContext,
  name: string,
  variable: Parameters<typeof skipUnlessExpected>[1],
): string | null {
  return (
    findOnPath(name, process.env.PATH) ?? skipUnlessExpected(context, variable, `${name} is not installed`)
  );
}
