/** Setting is a setting of a member: the values that a user may give, and their form in ids and records. */

export interface Setting {
  /** One line on its effect. */
  readonly about: string;
  /** The value as a user would type it. A cell's id contains a setting only if it differs from this. */
  readonly default: string;
  readonly takes: Values | Form;
}

/** One of these values. */
type Values = readonly string[];

interface Form {
  /** The form of a value, for errors: `a duration such as 5s`. */
  readonly text: string;
  /** Returns the value as ids and records write it, or null if it is invalid. */
  readonly read: (text: string) => string | null;
}

/** Values of settings by name. */
export type SettingValues = Readonly<Record<string, string>>;

/** Ids contain values, and lists of ids are joined by commas. */
const FORBIDDEN_IN_IDS = /[\s,:=/]/;

/** settingValue returns the value as ids and records write it, or null if the setting does not accept it. */
export function settingValue({ takes }: Setting, text: string): string | null {
  const value = isForm(takes) ? takes.read(text) : (takes.find((one) => one === text) ?? null);
  return value === null || FORBIDDEN_IN_IDS.test(value) ? null : value;
}

/** takenBy describes the accepted values. */
export function takenBy({ takes }: Setting): string {
  return isForm(takes) ? takes.text : takes.join(', ');
}

function isForm(takes: Setting['takes']): takes is Form {
  return 'read' in takes;
}
