/** Capabilities of this host: its platform, its Node, and the programs that topologies, proxies and other members need. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import type { FoundProgram, HostAbilities, Member, Program, SystemProgram } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { cpuGroupObstacle } from '../processes/cpu-groups.ts';
import { findOnPath } from '../processes/find-on-path.ts';
import { findNpmProgram, versionAbove } from './npm-program.ts';
import { findInFolders } from './program-folders.ts';

export async function detectCapabilities(env: NodeJS.ProcessEnv = process.env): Promise<HostAbilities> {
  const members: readonly Member[] = [...proxies, ...topologies, ...policies, ...services];
  const wanted = members.flatMap(({ program, helpers = [] }) => [...(program ? [program] : []), ...helpers]);
  // Several members may run one program.
  const distinct = new Map(wanted.map((one) => [one.name, one]));
  const found = await Promise.all(
    [...distinct.values()].map(async (one) => [one.name, await findProgram(one, env)] as const),
  );
  return {
    platform: platform(),
    nodeVersions: [process.version],
    programs: Object.fromEntries(found.flatMap(([name, program]) => (program ? [[name, program]] : []))),
    cpuGroupObstacle,
  };
}

/** capabilitiesUnder is the same host with other Nodes running the app. @param versions such as `v22.12.0` */
export function capabilitiesUnder(versions: readonly string[], host: HostAbilities): HostAbilities {
  return { ...host, nodeVersions: [...versions] };
}

async function findProgram(program: Program, env: NodeJS.ProcessEnv): Promise<FoundProgram | null> {
  if ('npmPackage' in program) return findNpmProgram(program, env);
  const { name, folders = [] } = program;
  const onPath = findOnPath(name, env.PATH);
  const command = onPath ?? findInFolders(name, folders, process.cwd());
  if (command === null) return null;
  // Libraries of a package may not be linked yet: whoever runs its program does that.
  if (onPath === null && command.includes('/node_modules/'))
    return { command, version: versionAbove(command) };
  // An upgrade replaces the file. Until then the same file need not run again to state its version.
  const key = `${command} ${statSync(command).mtimeMs}`;
  let version = versions.get(key);
  if (!version) {
    version = versionOf(command, program, env);
    versions.set(key, version);
  }
  const known = await version;
  return known === null ? null : { command, version: known };
}

/** Versions found by this process, by path and time of the file. */
const versions = new Map<string, Promise<string | null>>();

/** versionOf is null if the program does not run. */
async function versionOf(
  command: string,
  { versionArgs, version }: SystemProgram,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...versionArgs], { env });
    return `${stdout}${stderr}`.match(version)?.[1] ?? 'unknown';
  } catch {
    return null;
  }
}
