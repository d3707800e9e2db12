/** `--env NAME=a,b`: environment variables of the app, and the combinations of their values. */
import { looksSecret } from './secret-names.ts';
import { UsageError } from './usage-error.ts';
import type { Given } from './values.ts';

/** A variable that the user named, with its values. */
export interface AskedVariable {
  readonly name: string;
  /** Each once, in the order given. */
  readonly values: readonly string[];
}

/** Values of variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** Variables that the harness sets itself, and what to do instead. */
const OWN: Readonly<Record<string, string>> = {
  PORT: 'the harness chooses the port',
  HOST: 'use --listen',
  NODE_APP_INSTANCE: 'the harness numbers the instances',
  DB_DELAY_MS: 'use --delay',
};
const OWN_PREFIX = 'CLUSTER_BENCH_';

/** A comma that no backslash precedes separates values. */
const SEPARATOR = /(?<!\\),/;

/**
 * Parses `UV_THREADPOOL_SIZE=4,8`. A comma inside a value is written `\,`.
 * @throws {UsageError}
 */
export function parseVariable(text: string, { origin }: Given): AskedVariable {
  const [, name = '', values = ''] = /^\s*([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === '') {
    throw new UsageError(
      `${origin} takes a variable and its values, such as UV_THREADPOOL_SIZE=4,8, not "${text}"`,
    );
  }
  const reason = OWN[name] ?? (name.startsWith(OWN_PREFIX) ? 'its prefix is that of the harness' : null);
  if (reason !== null) throw new UsageError(`${origin} cannot set ${name}: ${reason}`);
  if (looksSecret(name)) {
    throw new UsageError(
      `${origin} ${name}: the record would contain its value; set the variable in the shell that starts cluster-bench, and the app inherits it`,
    );
  }
  if (values.includes('\0')) throw new UsageError(`${origin} ${name}: a value cannot contain a zero byte`);
  const each = values.split(SEPARATOR).map((value) => value.replaceAll('\\,', ','));
  return { name, values: [...new Set(each)] };
}

/** mergeVariables joins the values of a variable that was named several times. */
export function mergeVariables(asked: readonly AskedVariable[]): AskedVariable[] {
  const values = new Map<string, readonly string[]>();
  for (const one of asked) {
    values.set(one.name, [...new Set([...(values.get(one.name) ?? []), ...one.values])]);
  }
  return [...values].map(([name, each]) => ({ name, values: each }));
}

/** Every combination of the values; the first one holds the first value of each variable. */
export function variableCombinations(asked: readonly AskedVariable[]): Variables[] {
  return asked.reduce<Variables[]>(
    (combinations, { name, values }) =>
      combinations.flatMap((others) => values.map((value) => ({ ...others, [name]: value }))),
    [{}],
  );
}

/** Whether two combinations differ in one variable, of which the other has the first value. */
export function differsInOne(one: Variables, other: Variables, asked: readonly AskedVariable[]): boolean {
  const apart = asked.filter(({ name }) => one[name] !== other[name]);
  return apart.length === 1 && apart.every(({ name, values }) => other[name] === values[0]);
}
