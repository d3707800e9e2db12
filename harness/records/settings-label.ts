/**
 * settingsLabel is the part of a variant's name that lists its settings, such as `:watchdog=5s`; empty if all have
 * their defaults.
 */
export function settingsLabel(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `:${name}=${value}`)
    .join('');
}
