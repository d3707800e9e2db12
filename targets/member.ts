/** What stands in an open list: a topology, a policy, a proxy. A new one is a file and a line in its list. */

export interface Member {
  /** Stands in flags, records and cell ids: it never changes. */
  readonly name: string;
  /** One line for `cluster-bench list`. */
  readonly summary: string;
  /** Whether a plain run has it; left out, it does. Others run when they are named. */
  readonly inDefaultPlan?: boolean;
  /** What it runs that is neither Node nor ours. */
  readonly program?: Program;
  /** Why it cannot be measured, with what to change; null, or left out, where it can. */
  readonly obstacle?: (host: HostAbilities, asked: AppUse) => string | null;
}

/** A program of the host's. */
export interface Program {
  readonly name: string;
  /** Arguments that make it print its version, to either stream. */
  readonly versionArgs: readonly string[];
  /** Whose first group is the version. */
  readonly version: RegExp;
  /** The package that brings it, where its name is another. */
  readonly package?: string;
}

export interface FoundProgram {
  /** Absolute path. */
  readonly command: string;
  readonly version: string;
}

/** What a member may need of a host. */
export interface HostAbilities {
  readonly platform: NodeJS.Platform;
  /** Of each Node that runs the app, such as `v22.12.0`: every one must be able to. */
  readonly nodeVersions: readonly string[];
  /** By name; those that are missing are not in it. */
  readonly programs: Readonly<Record<string, FoundProgram | undefined>>;
}

/** What a run asks of its app, whatever it is arranged as. */
interface AppUse {
  readonly https: boolean;
  /** A command starts the app, and no script. */
  readonly isCommand: boolean;
}

/** Why a program cannot be used, with the command that brings it; null where it is there. */
export function missing(
  { name, package: its = name }: Program,
  { programs, platform }: HostAbilities,
): string | null {
  if (programs[name]) return null;
  return `${name} is not installed (${platform === 'darwin' ? 'brew' : 'apt-get'} install ${its})`;
}

/** @throws where the list has no such member: names are checked before */
export function memberNamed<One extends { readonly name: string }>(list: readonly One[], name: string): One {
  const found = list.find((one) => one.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}
