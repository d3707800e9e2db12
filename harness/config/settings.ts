/** `--set name=a,b`: values of settings, and the combinations that each topology runs with. */
import { type Setting, type SettingValues, settingValue, takenBy } from '../../targets/setting.ts';
import type { Topology } from '../../targets/topology.ts';
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
 * @param known the settings of all topologies
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

/**
 * @throws {UsageError} at a setting that no chosen topology has, and at a value that one of them does not accept
 */
export function refuseInvalidSettings(
  asked: readonly AskedSetting[],
  topologies: readonly Topology[],
  origin: string,
): void {
  const known = [...new Set(topologies.flatMap(({ settings = {} }) => Object.keys(settings)))];
  for (const { name, values } of asked) {
    const having = topologies.flatMap(({ settings = {} }) => settings[name] ?? []);
    if (having.length === 0) {
      const those = topologies.map((topology) => topology.name).join(', ');
      const has = known.length > 0 ? `has ${known.join(', ')}` : 'has no settings';
      throw new UsageError(`${origin} ${name} is not a setting of ${those}, which ${has}`);
    }
    for (const setting of having) {
      const unfit = values.find((value) => settingValue(setting, value) === null);
      if (unfit === undefined) continue;
      throw new UsageError(`${origin} ${name} takes ${takenBy(setting)}, not "${unfit}"`);
    }
  }
}

/** All settings of a topology, in every combination of the requested values. */
export function settingCombinations(
  { settings = {} }: Pick<Topology, 'settings'>,
  asked: readonly AskedSetting[],
): SettingValues[] {
  return Object.entries(settings).reduce<SettingValues[]>(
    (combinations, [name, setting]) => {
      const values = valuesOf(name, setting, asked);
      return combinations.flatMap((others) => values.map((value) => ({ ...others, [name]: value })));
    },
    [{}],
  );
}

/** The settings that are not the default. */
export function changedSettings(
  { settings = {} }: Pick<Topology, 'settings'>,
  values: SettingValues,
): SettingValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => settings[name] && value !== usual(settings[name])),
  );
}

function valuesOf(name: string, setting: Setting, asked: readonly AskedSetting[]): string[] {
  const given = asked.filter((one) => one.name === name).flatMap(({ values }) => values);
  const read = given.flatMap((value) => settingValue(setting, value) ?? []);
  return read.length > 0 ? [...new Set(read)] : [usual(setting)];
}

function usual(setting: Setting): string {
  return settingValue(setting, setting.default) ?? setting.default;
}
