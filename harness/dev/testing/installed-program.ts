import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { skipUnlessExpected } from './skip-unless-expected.ts';

/** installedProgram returns the path of a program. If there is none, it skips the test and returns null, or fails. */
export function installedProgram(
  context: TestContext,
  name: string,
  variable: Parameters<typeof skipUnlessExpected>[1],
): string | null {
  try {
    const path = `${process.env.PATH}:/usr/sbin`;
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8', env: { PATH: path } }).trim();
  } catch {
    return skipUnlessExpected(context, variable, `${name} is not installed`);
  }
}
