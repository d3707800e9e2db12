/** The setting that a CPU limit is in ids and records. No variable of an app can have such a name. */
export const CPU_LIMIT = 'cpu-limit';

/**
 * settingsLabel is the part of a variant's name that lists its settings, such as `:watchdog=5s`; empty if all have
 * their defaults. Characters that separate parts of ids, or mean something to a shell, are written `%3D`.
 */
export function settingsLabel(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `:${name}=${encoded(value)}`)
    .join('');
}

function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
