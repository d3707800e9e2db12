/** The entries of the option table, and how values are read with them. */
import type { GivenFor } from '../values.ts';
import type { Kind } from './kinds.ts';
import type { KnownNames } from './known-names.ts';

/** Commands that have options. */
export type CommandName =
  | 'run'
  | 'ab'
  | 'compare'
  | 'predict'
  | 'doctor'
  | 'micro'
  | 'history'
  | 'nightly'
  | 'report'
  | 'agent'
  | 'comment'
  | 'init';

/** The information that a default may depend on. */
export interface UsualContext {
  /** Number of cores for the app. */
  readonly cores?: number;
  /** Cores that the load is pinned to; null if nothing is pinned. */
  readonly loadCores?: number | null;
  /** Known names by option. */
  readonly names?: Readonly<Record<string, KnownNames>>;
}

/** A default, as a user would type it. Help shows `shown` instead of a value that depends on the host. */
export type Usual =
  | string
  | {
      readonly shown?: string | ((names: KnownNames) => string);
      readonly from: (context: { cores: number; loadCores: number | null; names: KnownNames }) => string;
    };

/** The properties that may differ between commands. */
interface Differing {
  /** Heading in the help. */
  readonly group: string;
  /** One line of help, without the default. A function if it lists the known names. */
  readonly about: string | ((names: readonly string[]) => string);
  readonly usual?: Usual;
  /** Effect of leaving out an option without a default; help shows it like a default. */
  readonly otherwise?: string;
}

export interface Option<Value = unknown, Absent = unknown> extends Differing {
  readonly kind: Kind<Value, Absent>;
  /** Commands that have the option, each with its differences. */
  readonly commands: Readonly<Partial<Record<CommandName, Partial<Differing>>>>;
  /** Commands that refuse the option, and what replaces it there. */
  readonly refusedBy?: Readonly<Partial<Record<CommandName, string>>>;
  /** Whether a value may begin with a dash; otherwise a dash begins the next flag. */
  readonly mayBeginWithDash?: true;
  /** A letter for the short form: `X` for `-X POST`. */
  readonly alias?: string;
  /** Whether the value is the path of a file. */
  readonly isFile?: true;
  /** Whether a value that begins with `@` is the path of a file. */
  readonly isFileAfterAt?: true;
  /** Whether the words after the value belong to it: a shell expands `nightly/*` to several. */
  readonly takesWords?: true;
  /** Whether an item may be the path of a file: the command that repeats the run names it from the working directory. */
  readonly mayBePath?: true;
  /** Whether it concerns a single run; the command that repeats the run leaves it out. */
  readonly once?: true;
  /** Whether it may stand beside `--resume`: it does not change what is measured. */
  readonly besideResume?: true;
  /** A value for the table of flags; the default is used otherwise. */
  readonly example?: string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** Type of an option's value. It includes null or false for "not given" only if there is no default. */
type ValueOf<One> = One extends { kind: Kind<infer Value, infer Absent> }
  ? One extends { usual: Usual }
    ? Value
    : Value | Absent
  : never;

export type ValuesOf<Table extends OptionTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** The option with the differences of a command. */
export function optionHere(option: Option, command: CommandName): Option {
  return { ...option, ...option.commands[command] };
}

const NO_NAMES: KnownNames = { all: [], plain: [] };

/** The known names of every option that has some. Loads their lists. */
export async function namesOf(table: OptionTable): Promise<Record<string, KnownNames>> {
  const entries = Object.entries(table).map(async ([name, { kind }]) =>
    kind.names ? [[name, await kind.names()] as const] : [],
  );
  return Object.fromEntries((await Promise.all(entries)).flat());
}

/**
 * Reads every value of a table: as given, or the default.
 *
 * @throws {UsageError} at the first invalid value
 */
export function readValues<Table extends OptionTable>(
  table: Table,
  given: GivenFor,
  command: CommandName,
  context: UsualContext = {},
): ValuesOf<Table> {
  return Object.fromEntries(
    Object.entries(table).map(([name, option]) => {
      const { kind, usual } = optionHere(option, command);
      const names = context.names?.[name] ?? NO_NAMES;
      const text = usual === undefined ? undefined : usualText(usual, context, names);
      const value =
        given[name] ?? (text === undefined ? undefined : { texts: [text], origin: `--${name}`, folder: '.' });
      return [name, value === undefined ? kind.absent : kind.read(value, names.all)];
    }),
  ) as ValuesOf<Table>;
}

/** The default of an option as text. */
function usualText(usual: Usual, context: UsualContext, names: KnownNames): string {
  if (typeof usual === 'string') return usual;
  return usual.from({ cores: context.cores ?? 1, loadCores: context.loadCores ?? null, names });
}

/** The default as help and the documentation show it; undefined if there is none. */
export function shownDefault({ usual, otherwise }: Option, names = NO_NAMES): string | undefined {
  if (usual === undefined) return otherwise;
  if (typeof usual === 'string' || usual.shown === undefined) return usualText(usual, {}, names);
  return typeof usual.shown === 'string' ? usual.shown : usual.shown(names);
}

/** The flag of an option, with its short form if it has one: `-X, --method`. */
export function flagText(name: string, { alias }: Pick<Option, 'alias'>): string {
  return alias === undefined ? `--${name}` : `-${alias}, --${name}`;
}

/** The option's line of help, without the default. */
export function aboutText({ about }: Option, names = NO_NAMES): string {
  return typeof about === 'string' ? about : about(names.all);
}

/** Whether the option accepts any value: its list of names may still be empty. */
export function isOffered({ kind }: Option, names: KnownNames | undefined): boolean {
  return !kind.names || (names !== undefined && names.all.length > 0);
}
