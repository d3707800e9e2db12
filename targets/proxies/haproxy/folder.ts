/** The folder of a haproxy, and the arguments that start it there. */
import { join } from 'node:path';
import type { SpawnOptions } from '../../topology.ts';
import { checkConfiguration } from '../check-configuration.ts';
import { makePrivateFolder, unprivileged } from '../private-folder.ts';

const CONFIGURATION = 'haproxy.cfg';

export interface HaproxyFolder {
  readonly folder: string;
  /** Starts haproxy in the foreground, and never as root. */
  readonly launch: SpawnOptions;
  /** @throws {TargetError} with haproxy's words if it refuses the configuration */
  check(): Promise<void>;
}

export function makeHaproxyFolder(
  { command, parent }: { readonly command: string; readonly parent: string },
  text: string,
): HaproxyFolder {
  const folder = makePrivateFolder(parent, 'haproxy', { [CONFIGURATION]: text });
  const args = ['-f', join(folder, CONFIGURATION)];
  return {
    folder,
    // The master starts one worker, and ends with it.
    launch: { name: 'haproxy', command, args: ['-W', '-db', ...args], cwd: folder, ...unprivileged() },
    check: () => checkConfiguration('haproxy', command, ['-c', ...args], folder),
  };
}
