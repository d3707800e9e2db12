/** Writes what a project needs for a first run: the configuration, and on request the nightly job. Never overwrites. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CONFIG_FILE, CONFIG_FILES } from '../config/folder-names.ts';
import { UsageError } from '../config/usage-error.ts';
import { configText } from './config-text.ts';
import { type AppDescription, describeApp } from './describe-app.ts';
import { readProject } from './project.ts';
import { schemaAddress } from './schema-address.ts';
import { WORKFLOW_FILE, workflowText } from './workflow-text.ts';

export interface Asked {
  readonly cwd: string;
  /** For example `20.19.0`. */
  readonly nodeVersion: string;
  readonly workflow: boolean;
}

export interface Initialized {
  /** Files that were written, in order. */
  readonly written: readonly string[];
  /** Files that were there already, and stay as they are. */
  readonly kept: readonly string[];
  /** The app that the configuration describes; null if there was a configuration already. */
  readonly app: AppDescription | null;
}

/** @throws {UsageError} if no server is found, a file cannot be written, or all of them are there: nothing is written then */
export async function initialize({ cwd, nodeVersion, workflow }: Asked): Promise<Initialized> {
  const project = readProject(cwd);
  const present = CONFIG_FILES.find((name) => existsSync(join(cwd, name)));
  const app = present === undefined ? describeApp(project, nodeVersion) : null;
  const wanted = [
    { file: present ?? CONFIG_FILE, text: () => configText(app?.entries ?? [], schemaAddress(cwd)) },
    ...(workflow ? [{ file: WORKFLOW_FILE, text: () => workflowText(project) }] : []),
  ];
  const kept = wanted.filter(({ file }) => existsSync(join(cwd, file))).map(({ file }) => file);
  if (kept.length === wanted.length) throw new UsageError(allThere(kept, workflow));
  const written = wanted.filter(({ file }) => !kept.includes(file));
  for (const { file, text } of written) await write(join(cwd, file), file, text());
  return { written: written.map(({ file }) => file), kept, app };
}

function allThere(kept: readonly string[], workflow: boolean): string {
  const verb = kept.length === 1 ? 'is' : 'are';
  const more = workflow ? '' : '; --workflow adds the nightly job';
  return `${kept.join(' and ')} ${verb} already here, and init overwrites nothing; remove what it should write again${more}`;
}

async function write(path: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
