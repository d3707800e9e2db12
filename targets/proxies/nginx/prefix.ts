/** The prefix of an nginx: its folder, and the arguments that start it there. */
import { join } from 'node:path';
import type { SpawnOptions } from '../../topology.ts';
import { checkConfiguration } from '../check-configuration.ts';
import { makePrivateFolder, unprivileged } from '../private-folder.ts';

const CONFIGURATION = 'nginx.conf';

export interface NginxPrefix {
  readonly folder: string;
  /** Path of its nginx.conf. */
  readonly configuration: string;
  /** Starts nginx in the foreground, without the system's configuration, and never as root. */
  readonly launch: SpawnOptions;
  /** @throws {TargetError} with nginx's words if it refuses the configuration */
  check(): Promise<void>;
}

/** @param directives of the main level, for what the configuration lacks */
export function makeNginxPrefix(
  { command, parent }: { readonly command: string; readonly parent: string },
  text: string,
  directives: readonly string[] = [],
): NginxPrefix {
  const folder = makePrivateFolder(parent, 'nginx', { temp: null, [CONFIGURATION]: text });
  const configuration = join(folder, CONFIGURATION);
  const args = ['-p', folder, '-c', configuration, '-e', 'stderr'];
  const main = (lines: readonly string[]) => (lines.length === 0 ? [] : ['-g', lines.join(' ')]);
  return {
    folder,
    configuration,
    launch: {
      name: 'nginx',
      command,
      args: [...args, ...main(['daemon off;', ...directives])],
      ...unprivileged(),
    },
    check: () => checkConfiguration('nginx', command, [...args, ...main(directives), '-t'], folder),
  };
}
