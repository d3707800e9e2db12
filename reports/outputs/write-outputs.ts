/** Writes outputs into a folder: the one file of this folder that touches the disk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { outputs } from './index.ts';
import type { OutputFile, OutputFiles } from './output.ts';

export interface WrittenOutputs {
  /** Paths of the files, each beginning with the folder. */
  readonly files: readonly string[];
  /** Why an output could not be written, one sentence each. The others are written all the same. */
  readonly failures: readonly string[];
}

/**
 * Writes each file whole or not at all. An output that has no files of the record is left out.
 *
 * @param names of outputs
 * @param render calls the function for the record's kind
 * @param folder created if it is missing
 */
export async function writeOutputs(
  names: readonly string[],
  render: (files: OutputFiles) => readonly OutputFile[] | undefined,
  folder: string,
): Promise<WrittenOutputs> {
  const files: string[] = [];
  const failures: string[] = [];
  for (const { name: output, load } of outputs.filter(({ name }) => names.includes(name))) {
    try {
      for (const { name, text } of render(await load()) ?? []) {
        await mkdir(folder, { recursive: true });
        const path = join(folder, name);
        await writeWhole(path, text);
        files.push(path);
      }
    } catch (error) {
      failures.push(`the output ${output} could not be written: ${(error as Error).message}`);
    }
  }
  return { files, failures };
}
