/** Ids of setups on a terminal, where many of one scenario and app would say both again and again. */

/** By scenario and app as `db-wait/express`, which is empty where ids do without: setups in order. */
function setupsByGroup(ids: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const slash = id.lastIndexOf('/');
    const group = id.slice(0, Math.max(0, slash));
    groups.set(group, [...(groups.get(group) ?? []), id.slice(slash + 1)]);
  }
  return groups;
}

/** `single, cluster-8-rr in db-wait/express; single in saturate/http`. */
export function setupsText(ids: readonly string[]): string {
  return [...setupsByGroup(ids)]
    .map(([group, setups]) => (group === '' ? setups.join(', ') : `${setups.join(', ')} in ${group}`))
    .join('; ');
}
