/** The arguments that repeat a run. */
import { relative, resolve } from 'node:path';
import { isAtSetRate } from '../stats/set-rate.ts';
import { cpusText } from './cpus.ts';
import type { Option } from './options/option.ts';
import { type RunOptionName, runOptionNames, runOptions } from './options/run.ts';
import type { RunConfig } from './run-config.ts';
import type { UserConfig } from './user-values.ts';
import { type Given, listOf, switchOf } from './values.ts';

/**
 * Everything that was given, from whatever source, as flags. The seed and values that depend on this host's cores
 * are always included. The folder is left out, as it is new for each run; so is the configuration file, as its
 * values are spelled out.
 */
export function commandOf(config: RunConfig): string[] {
  const { user, cwd, prefix } = config.asked;
  const isAttached = config.apps.some(({ attached }) => attached !== null);
  const always: Readonly<Record<string, string>> = {
    ...(isAttached ? {} : { workers: config.workers.join(',') }),
    ...(config.hosts === null ? { 'load-processes': String(config.loadProcesses) } : {}),
    seed: String(config.seed),
    // Record the chosen value, so that a rerun uses it.
    ...(config.connectionsAuto ? { connections: String(config.connections) } : {}),
    ...(config.cpus ? { cpus: cpusText(config.cpus) } : {}),
  };
  const flags = runOptionNames.flatMap((name) => {
    const given = user[name];
    const option: Option = runOptions[name];
    const { kind, once, mayBePath } = option;
    if (always[name] !== undefined) return [`--${name}`, always[name]];
    if (!given || once || isFromQuick(name, user) || isUnusedRate(name, config)) return [];
    if (kind.takes === 'switch') return switchOf(given) ? [`--${name}`] : [];
    if (mayBePath) {
      const items = listOf(given).map((item) => pathFrom(cwd, item, given));
      return [`--${name}`, items.join(',')];
    }
    const seen = (one: string) => filePath(one, option, cwd, given);
    if (kind.takes === 'texts') return given.texts.flatMap((one) => [`--${name}`, seen(one)]);
    const text = kind.takes === 'list' ? listOf(given).join(',') : seen(String(given.texts[0]));
    // Otherwise yargs would read a value that begins with dashes as the next flag.
    return text.startsWith('-') ? [`--${name}=${text}`] : [`--${name}`, text];
  });
  return [...prefix, ...flags];
}

/** A file may hold a rate for other commands. As a flag it would open a closed loop, or contradict the stages. */
function isUnusedRate(name: RunOptionName, { stages, scenarios }: RunConfig): boolean {
  return name === 'rate' && (stages.length > 0 || !scenarios.some(isAtSetRate));
}

function isFromQuick(name: RunOptionName, user: UserConfig): boolean {
  return name !== 'quick' && user.quick !== undefined && user[name]?.origin === user.quick.origin;
}

/** A value that names a file, as seen from the working directory; any other value as it is. */
function filePath(text: string, { isFile, isFileAfterAt }: Option, cwd: string, { folder }: Given): string {
  if (folder === cwd) return text;
  if (isFile) return relative(cwd, resolve(folder, text));
  return isFileAfterAt && text.startsWith('@') ? `@${relative(cwd, resolve(folder, text.slice(1)))}` : text;
}

/** A path as seen from the working directory: a configuration file may lie elsewhere. Names stay as they are. */
function pathFrom(cwd: string, path: string, { folder }: Given): string {
  if (folder === cwd || !/[/.]/.test(path)) return path;
  const seen = relative(cwd, resolve(folder, path));
  return seen.startsWith('.') ? seen : `./${seen}`;
}
