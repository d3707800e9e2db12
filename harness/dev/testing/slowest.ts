/**
 * A reporter that lists the ten slowest tests at the end. Pass it to `--test-reporter`, in addition to one that
 * reports all tests.
 */
import type { TestEvent } from 'node:test/reporters';

const SHOWN = 10;

interface Timed {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
}

export default async function* slowest(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const timed: Timed[] = [];
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file = '', details } = data;
    // A file that runs in its own process is also reported as a test.
    if (file.endsWith(name)) continue;
    timed.push({ name, file, seconds: details.duration_ms / 1_000 });
  }
  yield* slowestLines(timed);
}

export function slowestLines(timed: readonly Timed[]): string[] {
  const most = timed.toSorted((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
  const here = `${process.cwd()}/`;
  return [
    `the ${most.length} slowest tests\n`,
    ...most.map(
      ({ name, file, seconds }) =>
        `${seconds.toFixed(1).padStart(6)} s  ${file.replace(here, '')}: ${name}\n`,
    ),
  ];
}
