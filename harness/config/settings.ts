/** `--set name=a,b`: values of settings, and the combinations that the members of a cell run with. */
import type { Member } from '../../targets/member.ts';
import { type Setting, type SettingValues, settingValue, takenBy } from '../../targets/setting.ts';
import { UsageError } from './usage-error.ts';
import type { Given } from './values.ts';
import { listOf, oneOf } from './values.ts';

/** A setting that the user named, with its values. */
export interface AskedSetting {
  readonly name: string;
  /** As the user wrote them. */
  readonly values: readonly string[];
}

/**
 * Parses `watchdog=0,5s`.
 * @param known the settings of all members
 * @throws {UsageError}
 */
export function parseSetting(text: string, known: readonly string[], given: Given): AskedSetting {
  const [, name = '', values = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name.trim() === '')
    throw new UsageError(
      `${given.origin} takes a setting and its values, such as ${known[0]}=VALUE, not "${text}"`,
    );
  return {
    name: oneOf(name.trim(), known, given.origin),
    values: listOf({ ...given, texts: [values], origin: `${given.origin} ${name.trim()}` }),
  };
}

/** A member as far as its settings go. */
export type Settable = Pick<Member, 'name' | 'settings'>;

/** settingsOf returns the settings of several members together. */
function settingsOf(members: readonly Pick<Settable, 'settings'>[]): Readonly<Record<string, Setting>> {
  return Object.assign({}, ...members.map(({ settings = {} }) => settings));
}

/**
 * @param all every member that a run may have: a setting that no chosen one has belongs to one of these
 * @throws {UsageError} at a setting that no chosen member has, and at a value that one of them does not accept
 */
export function refuseInvalidSettings(
  asked: readonly AskedSetting[],
  chosen: readonly Settable[],
  { origin, all = [] }: { readonly origin: string; readonly all?: readonly Settable[] },
): void {
  const known = Object.keys(settingsOf(chosen));
  for (const { name, values } of asked) {
    const having = chosen.flatMap(({ settings = {} }) => settings[name] ?? []);
    if (having.length === 0) {
      const those = chosen.map((member) => member.name).join(', ');
      const has = known.length > 0 ? `has ${known.join(', ')}` : 'has no settings';
      const owners = all.filter(({ settings = {} }) => settings[name]).map((member) => member.name);
      const belongs = owners.length > 0 ? `; it belongs to ${owners.join(' and ')}` : '';
      throw new UsageError(`${origin} ${name} is not a setting of ${those}, which ${has}${belongs}`);
    }
    for (const setting of having) {
      const unfit = values.find((value) => settingValue(setting, value) === null);
      if (unfit === undefined) continue;
      throw new UsageError(`${origin} ${name} takes ${takenBy(setting)}, not "${unfit}"`);
    }
  }
}

/** All settings of the members of a cell, in every combination of the requested values. */
export function settingCombinations(
  members: readonly Pick<Settable, 'settings'>[],
  asked: readonly AskedSetting[],
): SettingValues[] {
  return Object.entries(settingsOf(members)).reduce<SettingValues[]>(
    (combinations, [name, setting]) => {
      const values = valuesOf(name, setting, asked);
      return combinations.flatMap((others) => values.map((value) => ({ ...others, [name]: value })));
    },
    [{}],
  );
}

/** The settings that are not the default. */
export function changedSettings(
  members: readonly Pick<Settable, 'settings'>[],
  values: SettingValues,
): SettingValues {
  const settings = settingsOf(members);
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => settings[name] && value !== usual(settings[name])),
  );
}

/**
 * isBase says whether each setting has the value that others are compared with: the default if the run has it, or
 * else the first value given.
 */
export function isBase(
  members: readonly Pick<Settable, 'settings'>[],
  values: SettingValues,
  asked: readonly AskedSetting[],
): boolean {
  return Object.entries(settingsOf(members)).every(([name, setting]) => {
    const all = valuesOf(name, setting, asked);
    return values[name] === (all.includes(usual(setting)) ? usual(setting) : all[0]);
  });
}

function valuesOf(name: string, setting: Setting, asked: readonly AskedSetting[]): string[] {
  const given = asked.filter((one) => one.name === name).flatMap(({ values }) => values);
  const read = given.flatMap((value) => settingValue(setting, value) ?? []);
  return read.length > 0 ? [...new Set(read)] : [usual(setting)];
}

function usual(setting: Setting): string {
  return settingValue(setting, setting.default) ?? setting.default;
}
