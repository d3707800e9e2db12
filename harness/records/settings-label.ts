/** How settings stand in the label of a variant: `:watchdog=5s`; empty where every setting has its default. */
export function settingsLabel(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `:${name}=${value}`)
    .join('');
}
