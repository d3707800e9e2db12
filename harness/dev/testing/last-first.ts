import type { TestContext } from 'node:test';

/**
 * lastFirst is the context of a test, except that what was started last is ended first. The test runner itself ends
 * a Redis before its clients.
 */
export function lastFirst(context: TestContext): TestContext {
  const ends: (() => unknown)[] = [];
  context.after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  return {
    after: (end: () => unknown) => void ends.push(end),
    skip: (reason?: string) => context.skip(reason),
  } as Pick<TestContext, 'after' | 'skip'> as TestContext;
}
