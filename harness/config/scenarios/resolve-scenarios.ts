/** `--scenario`: names of scenarios, and paths of modules that define one. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { bundleModule } from './bundle-module.ts';
import { moduleScenario } from './module-scenario.ts';

interface Asked {
  /** Names and paths. */
  readonly texts: readonly string[];
  readonly origin: string;
  /** Folder that paths are relative to. */
  readonly folder: string;
}

/**
 * resolveScenarios returns the named scenarios in the order of their list, then those of modules.
 *
 * @throws {UsageError} at an unknown name, and at a module that cannot be used
 */
export async function resolveScenarios(asked: Asked, ours: readonly Scenario[]): Promise<Scenario[]> {
  const { texts, origin } = asked;
  const named = ours.filter(({ name }) => texts.includes(name));
  const modules: Scenario[] = [];
  for (const text of texts) {
    if (named.some(({ name }) => name === text)) continue;
    const one = await loaded(text, asked, ours);
    refuseSameName(one, [...ours, ...modules], `${origin} ${text}`);
    modules.push(one);
  }
  return [...named, ...modules];
}

async function loaded(text: string, { origin, folder }: Asked, ours: readonly Scenario[]): Promise<Scenario> {
  const given = `${origin} ${text}`;
  if (!isPath(text)) {
    const names = ours.map(({ name }) => name);
    const hint = didYouMean(text, names) || '; give a module of yours as a path, such as ./checkout.ts';
    throw new UsageError(`${origin} takes ${names.join(', ')}, not "${text}"${hint}`);
  }
  const path = resolve(folder, text);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`${given}: the file does not exist (looked for ${path})`);
  if (!found.isFile()) throw new UsageError(`${given} is not a file; name the module in it`);
  return moduleScenario(await bundleModule(path, given), given);
}

/** isPath says whether a text is the path of a module and not a name. */
function isPath(text: string): boolean {
  return /[/.]/.test(text);
}

function refuseSameName({ name }: Scenario, others: readonly Scenario[], given: string): void {
  const other = others.find((one) => one.name === name);
  if (other === undefined) return;
  const whose = other.module === undefined ? 'of cluster-bench' : `of ${other.module.file}`;
  throw new UsageError(
    `${given} has the name of the scenario ${name} ${whose}; set another with defineScenario({ name })`,
  );
}
