/**
 * Notes of numbered requests: a worker writes down when it begins and when it has finished one. Each note is a write to
 * a file opened with O_APPEND, so that it survives `kill -9`.
 */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The header that carries a request's number, in lower case. */
export const NUMBER_HEADER = 'cluster-bench-request';

/** Folder of the notes, in the environment of every process of a target. Without it nothing is noted. */
export const NOTES_FOLDER = 'CLUSTER_BENCH_INTERNAL_REQUEST_NOTES';

const SUFFIX = '.notes';
/** A note is a double: the number of the request, negative once it is finished. */
const NOTE_BYTES = 8;

export interface RequestNotes {
  begun(number: number): void;
  finished(number: number): void;
}

/** appendNotes notes the requests of this process. @throws if the file cannot be opened */
export function appendNotes(folder: string): RequestNotes {
  const file = openSync(join(folder, `${process.pid}${SUFFIX}`), 'a');
  const note = new Float64Array(1);
  const append = (value: number) => {
    note[0] = value;
    writeSync(file, note);
  };
  process.once('exit', () => closeSync(file));
  return { begun: (number) => append(number), finished: (number) => append(-number) };
}

/** NotedRequests is what all workers noted of each number. */
export interface NotedRequests {
  /** How often each number was begun. */
  readonly begun: ReadonlyMap<number, number>;
  readonly finished: ReadonlySet<number>;
}

/** readNotes returns the notes of all processes. A note that a kill cut short is left out. */
export function readNotes(folder: string): NotedRequests {
  const begun = new Map<number, number>();
  const finished = new Set<number>();
  for (const name of readdirSync(folder).filter((name) => name.endsWith(SUFFIX))) {
    const bytes = readFileSync(join(folder, name));
    for (let at = 0; at + NOTE_BYTES <= bytes.length; at += NOTE_BYTES) {
      const value = bytes.readDoubleLE(at);
      if (value < 0) finished.add(-value);
      else begun.set(value, (begun.get(value) ?? 0) + 1);
    }
  }
  return { begun, finished };
}
