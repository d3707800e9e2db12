/** `history.jsonl`: one line per run. Lines are only ever appended, so that an error never destroys older ones. */
import { open, readFile } from 'node:fs/promises';
import { type Damage, HISTORY_SCHEMA, type Summary, summarySchema } from '../records/history.ts';
import { metricNamed, unknownMetric } from '../stats/metrics/index.ts';

export const HISTORY_FILE = 'history.jsonl';

export interface HistoryLines {
  /** One per run, in order of the file; the last one of a run with several lines. */
  readonly summaries: ReadonlyMap<string, Summary>;
  /** Lines that are skipped and left in place: of a newer version, or damaged by a disk or an editor. */
  readonly damaged: readonly Damage[];
  readonly bytes: number;
}

/** Empty if there is no file. */
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
    // Text after the last newline was never completed: its run is found and added again.
    else if (index < lines.length - 1)
      damaged.push({ place: `${HISTORY_FILE}, line ${index + 1}`, reason: read });
  }
  return { summaries, damaged, bytes: Buffer.byteLength(text) };
}

/** The summary, or why the line cannot be read. */
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

/** Why a well-formed line cannot be used; null if it can. */
function unknownIn({ groups }: Summary): string | null {
  const at = groups.findIndex(({ metric }) => metricNamed(metric) === null);
  const group = groups[at];
  return group === undefined ? null : `groups.${at}.metric: ${unknownMetric(group.scenario, group.metric)}`;
}

/**
 * Appends lines, each in one write. Two processes may do so at the same time: the system keeps their lines whole,
 * and readers merge a run that both added. Rewriting and renaming the file would lose lines of the other process.
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

  /** Starts a new line after an incomplete one. */
  async #opened() {
    const file = await open(this.#path, 'a+');
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    if (size > 0 && buffer.toString() !== '\n') await file.write('\n');
    return file;
  }
}

/** The error that the system would report for the next byte. */
function diskFull(path: string): Error {
  return Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
    code: 'ENOSPC',
    path,
  });
}
