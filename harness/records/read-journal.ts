/** Reads the lines of a journal. */
import { check, parse } from './check.ts';
import { interruptionLineSchema } from './interruption.ts';
import { type Interruption, type RunHeader, runHeaderSchema, type Trial, trialSchema } from './run.ts';

export interface JournalLines {
  readonly header: RunHeader;
  readonly trials: Trial[];
  readonly interruptions: Interruption[];
  /** Bytes of its whole lines. A killed harness may leave an incomplete last line, which is ignored. */
  readonly length: number;
}

const NEWLINE = 10;

/**
 * @param file as errors name it
 * @throws {RecordError} with the line that is damaged
 */
export function readLines(bytes: Buffer, file: string): JournalLines {
  const length = bytes.lastIndexOf(NEWLINE) + 1;
  const [first = '', ...rest] = bytes.toString('utf8', 0, length).split('\n');
  const header = check(runHeaderSchema, parse(first, `${file}, line 1`), `${file}, line 1`);
  const trials: Trial[] = [];
  const interruptions: Interruption[] = [];
  // The text ends with a newline, so that the last part is empty.
  for (const [index, line] of rest.slice(0, -1).entries()) {
    const place = `${file}, line ${index + 2}`;
    const value = parse(line, place);
    if (isInterruption(value)) {
      interruptions.push(check(interruptionLineSchema, value, place).interruption);
    } else {
      trials.push(check(trialSchema, value, place));
    }
  }
  return { header, trials, interruptions, length };
}

function isInterruption(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'interruption' in value;
}
