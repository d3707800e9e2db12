import type { Cell } from '../records/run.ts';

/** `cluster-8-rr` for the id `db-wait/express/cluster-8-rr`. */
export function variantOf({ id, scenario, app }: Pick<Cell, 'id' | 'scenario' | 'app'>): string {
  const before = `${scenario}/${app}/`;
  return id.startsWith(before) ? id.slice(before.length) : id;
}
