/** `history.jsonl`: a line a run, only ever appended to, so that nothing that goes wrong costs what it holds. */
import { open, readFile } from 'node:fs/promises';
import { type Damage, HISTORY_SCHEMA, type Summary, summarySchema } from '../records/history.ts';
import { metricNamed, unknownMetric } from '../stats/metrics/index.ts';

export const HISTORY_FILE = 'history.jsonl';

export interface HistoryLines {
  /** One of each run, in order of the file; of a run that has several lines the last. */
  readonly summaries: ReadonlyMap<string, Summary>;
  /** Lines that are passed over, and stay where they are: a newer version's, or whatever a disk or an editor left. */
  readonly damaged: readonly Damage[];
  readonly bytes: number;
}

/** An empty one where there is no file. */
export async function readHistoryFile(path: string): Promise<HistoryLines> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const summaries = new Map<string, Summary>();
  const damaged: Damage[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line);
    if (typeof read !== 'string') summaries.set(read.id, read);
    // What follows the last newline was never finished: its run is found again, or was never told to be held.
    else if (index < lines.length - 1)
      damaged.push({ place: `${HISTORY_FILE}, line ${index + 1}`, reason: read });
  }
  return { summaries, damaged, bytes: Buffer.byteLength(text) };
}

/** The summary, or why there is none. */
function readLine(line: string): Summary | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return (error as Error).message;
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'string' && schema !== HISTORY_SCHEMA) {
    return `its schema is ${schema}, this cluster-bench reads ${HISTORY_SCHEMA}`;
  }
  const result = summarySchema.safeParse(value);
  if (result.success) return unknownIn(result.data) ?? result.data;
  const [issue] = result.error.issues;
  return `${issue?.path.join('.') || 'its top'}: ${issue?.message}`;
}

/** Why the line cannot be told of though it is sound; null where it can. */
function unknownIn({ groups }: Summary): string | null {
  const at = groups.findIndex(({ metric }) => metricNamed(metric) === null);
  const group = groups[at];
  return group === undefined ? null : `groups.${at}.metric: ${unknownMetric(group.scenario, group.metric)}`;
}

/**
 * Adds lines at the end, each in one write. Two processes may do so at the same time: the system puts one behind the
 * other, and a run that both add is read as one. A file that was rewritten and renamed would lose what the other added.
 */
export class HistoryAppender {
  readonly #path: string;
  #file: Awaited<ReturnType<typeof open>> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async append(summary: Summary): Promise<void> {
    this.#file ??= await this.#opened();
    const line = Buffer.from(`${JSON.stringify(summary)}\n`);
    const { bytesWritten } = await this.#file.write(line);
    if (bytesWritten < line.length) throw diskFull(this.#path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.close();
  }

  /** Behind a line that was never finished begins a new one. */
  async #opened() {
    const file = await open(this.#path, 'a+');
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    if (size > 0 && buffer.toString() !== '\n') await file.write('\n');
    return file;
  }
}

/** As the system says it of the next byte. */
function diskFull(path: string): Error {
  return Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
    code: 'ENOSPC',
    path,
  });
}
