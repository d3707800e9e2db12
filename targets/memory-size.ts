import type { Setting } from './setting.ts';

const UNIT_BYTES: Readonly<Record<string, number>> = { K: 1_024, M: 1_048_576, G: 1_073_741_824 };

/** readMemoryBytes parses `150M` as PM2 does: K, M and G are powers of 1024. Null if it is something else. */
export function readMemoryBytes(text: string): number | null {
  const [, digits = '', unit = ''] = /^(\d{1,7})([KMG])$/.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (UNIT_BYTES[unit] ?? 0);
  return bytes > 0 ? bytes : null;
}

/** memorySetting limits the memory of a worker. */
export function memorySetting(about: string, none: string): Setting {
  return {
    about,
    default: none,
    takes: {
      text: `a size such as 150M or 1G, or ${none}`,
      read: (text) => (text === none || readMemoryBytes(text) !== null ? text.trim() : null),
    },
  };
}

/** memoryLimitOf returns the limit of a setting, and that of the scenario unless it says anything; null for none. */
export function memoryLimitOf(
  setting: string | undefined,
  none: string,
  ofScenario: string | null = null,
): string | null {
  return setting === undefined || setting === none ? ofScenario : setting;
}
