/** A setting of a topology: how a user names a value, and how ids and records write it. */

export interface Setting {
  /** What it changes, in one line. */
  readonly about: string;
  /** As a user would type it. A cell's id holds a setting only where it is another. */
  readonly default: string;
  readonly takes: Values | Form;
}

/** One of these. */
type Values = readonly string[];

interface Form {
  /** What a user types, for errors: `a duration such as 5s`. */
  readonly text: string;
  /** The value as ids and records write it; null for one that makes no sense. */
  readonly read: (text: string) => string | null;
}

/** Values of settings by name. */
export type SettingValues = Readonly<Record<string, string>>;

/** Ids hold values, and lists of ids are joined by commas. */
const FORBIDDEN_IN_IDS = /[\s,:=/]/;

/** The value as ids and records write it; null for one that the setting does not take. */
export function settingValue({ takes }: Setting, text: string): string | null {
  const value = isForm(takes) ? takes.read(text) : (takes.find((one) => one === text) ?? null);
  return value === null || FORBIDDEN_IN_IDS.test(value) ? null : value;
}

/** What a setting takes, in words. */
export function takenBy({ takes }: Setting): string {
  return isForm(takes) ? takes.text : takes.join(', ');
}

function isForm(takes: Setting['takes']): takes is Form {
  return 'read' in takes;
}
