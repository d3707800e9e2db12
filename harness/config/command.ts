/** The arguments that start a run again. */
import { relative, resolve } from 'node:path';
import { cpusText } from './cpus.ts';
import type { Option } from './options/option.ts';
import { type RunOptionName, runOptionNames, runOptions } from './options/run.ts';
import type { RunConfig } from './run-config.ts';
import type { UserConfig } from './user-values.ts';
import { type Given, listOf, switchOf } from './values.ts';

/**
 * What was given, wherever it came from, as flags; the seed, and what follows from this host's cores, always.
 * Neither the folder nor the configuration file is among them: the one is new each time, the other is spelled out.
 */
export function commandOf(config: RunConfig): string[] {
  const { user, cwd, prefix } = config.asked;
  const always: Readonly<Record<string, string>> = {
    workers: config.workers.join(','),
    'load-processes': String(config.loadProcesses),
    seed: String(config.seed),
    // Who repeats the run repeats its load.
    ...(config.connectionsAuto ? { connections: String(config.connections) } : {}),
    ...(config.cpus ? { cpus: cpusText(config.cpus) } : {}),
  };
  const flags = runOptionNames.flatMap((name) => {
    const given = user[name];
    const { kind, once }: Option = runOptions[name];
    if (always[name] !== undefined) return [`--${name}`, always[name]];
    if (!given || once || isFromQuick(name, user)) return [];
    if (name === 'quick') return switchOf(given) ? ['--quick'] : [];
    if (name === 'app')
      return [
        '--app',
        listOf(given)
          .map((app) => pathFrom(cwd, app, given))
          .join(','),
      ];
    if (kind.takes === 'texts') return given.texts.flatMap((one) => [`--${name}`, one]);
    const text = kind.takes === 'list' ? listOf(given).join(',') : String(given.texts[0]);
    // A value that begins with dashes is taken for the next flag otherwise.
    return text.startsWith('-') ? [`--${name}=${text}`] : [`--${name}`, text];
  });
  return [...prefix, ...flags];
}

function isFromQuick(name: RunOptionName, user: UserConfig): boolean {
  return name !== 'quick' && user.quick !== undefined && user[name]?.origin === user.quick.origin;
}

/** As given on the command line; from a file elsewhere, the same script seen from here. */
function pathFrom(cwd: string, app: string, { folder }: Given): string {
  if (folder === cwd || !/[/.]/.test(app)) return app;
  const seen = relative(cwd, resolve(folder, app));
  return seen.startsWith('.') ? seen : `./${seen}`;
}
