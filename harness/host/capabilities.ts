/** Capabilities of this host: its platform, its Node, and the programs that topologies, proxies and other members need. */
import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import type { FoundProgram, HostAbilities, Program } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { findNpmProgram } from './npm-program.ts';

export async function detectCapabilities(env: NodeJS.ProcessEnv = process.env): Promise<HostAbilities> {
  const wanted = [...proxies, ...topologies, ...policies, ...services].flatMap(
    ({ program }) => program ?? [],
  );
  const found = await Promise.all(
    wanted.map(async (one) => [one.name, await findProgram(one, env)] as const),
  );
  return {
    platform: platform(),
    nodeVersions: [process.version],
    programs: Object.fromEntries(found.flatMap(([name, program]) => (program ? [[name, program]] : []))),
  };
}

/** capabilitiesUnder is the same host with other Nodes running the app. @param versions such as `v22.12.0` */
export function capabilitiesUnder(versions: readonly string[], host: HostAbilities): HostAbilities {
  return { ...host, nodeVersions: [...versions] };
}

async function findProgram(program: Program, env: NodeJS.ProcessEnv): Promise<FoundProgram | null> {
  if ('npmPackage' in program) return findNpmProgram(program, env);
  const { name, versionArgs, version } = program;
  // Debian keeps servers in /usr/sbin, which is not on every user's PATH.
  const PATH = `${env.PATH ?? ''}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`;
  const options = { env: { ...env, PATH } };
  try {
    const { stdout, stderr } = await promisify(execFile)(name, [...versionArgs], options);
    const { stdout: path } = await promisify(execFile)('sh', ['-c', `command -v ${name}`], options);
    return { command: path.trim(), version: `${stdout}${stderr}`.match(version)?.[1] ?? 'unknown' };
  } catch {
    return null;
  }
}
