/** Member is an entry of an open list: a topology, a policy, a proxy. A new one is a file and a line in its list. */
import type { Setting } from './setting.ts';

export interface Member {
  /** Used in flags, records and cell ids, so it must never change. */
  readonly name: string;
  /** One line for `cluster-bench list`. */
  readonly summary: string;
  /** Whether a plain run includes it; true by default. Others run only when named. */
  readonly inDefaultPlan?: boolean;
  /** Whether it picks a process by the client's address, so that a load from one address uses one process. */
  readonly picksByAddress?: boolean;
  /** The external program that it runs. */
  readonly program?: Program;
  /** Other programs that it runs once, such as one that makes a certificate; none if omitted. */
  readonly helpers?: readonly Program[];
  /** Settings that `--set` may change, by name; none if omitted. A name has one meaning in all members. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Returns why it cannot be measured, with the fix, or null if it can. Always possible if omitted. */
  readonly obstacle?: (host: HostAbilities, asked: AppUse) => string | null;
}

/** Program is an external program on the host. */
export type Program = SystemProgram | NpmProgram;

export interface SystemProgram {
  readonly name: string;
  /** Arguments that make it print its version, to stdout or stderr. */
  readonly versionArgs: readonly string[];
  /** Its first group matches the version. */
  readonly version: RegExp;
  /** The package that installs it, if its name differs. */
  readonly package?: string;
  /**
   * Where else it may be if it is not on PATH, such as a folder for each version. `*` stands for one part of a path;
   * the highest version comes first. A relative path is looked for in `node_modules` folders, as npm does.
   */
  readonly folders?: readonly string[];
}

/**
 * NpmProgram is the program of an npm package. It is looked for in `node_modules/.bin` first, and its version is read
 * from its package.json: a process manager may start a daemon even when asked for its version.
 */
export interface NpmProgram {
  readonly name: string;
  readonly npmPackage: string;
}

export interface FoundProgram {
  /** Absolute path. */
  readonly command: string;
  readonly version: string;
}

/** HostAbilities lists what a member may require of a host. */
export interface HostAbilities {
  readonly platform: NodeJS.Platform;
  /** The version of each Node that runs the app, such as `v22.12.0`. All of them must be suitable. */
  readonly nodeVersions: readonly string[];
  /** Programs found, by name. */
  readonly programs: Readonly<Record<string, FoundProgram | undefined>>;
  /** Why no control group with a CPU limit can be made, with the fix; null if one can. Called only if one is asked for. */
  readonly cpuGroupObstacle?: () => string | null;
}

/** How the run starts and reaches its app, in any topology. */
interface AppUse {
  readonly https: boolean;
  /** Whether a command starts the app instead of a script. */
  readonly isCommand: boolean;
  /** Whether a built-in app is measured. */
  readonly isBuiltIn: boolean;
}

/** missing returns why a program cannot be used, with the command that installs it, or null if it is there. */
export function missing(program: Program, { programs, platform }: HostAbilities): string | null {
  const { name } = program;
  if (programs[name]) return null;
  const command =
    'npmPackage' in program
      ? `npm install --save-dev ${program.npmPackage}`
      : `${platform === 'darwin' ? 'brew' : 'apt-get'} install ${program.package ?? name}`;
  return `${name} is not installed (${command})`;
}

/** @throws if the list has no such member; names are checked earlier */
export function memberNamed<One extends { readonly name: string }>(list: readonly One[], name: string): One {
  const found = list.find((one) => one.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}
