import type { Cell } from '../harness/records/run.ts';
import { settingsLabel } from '../harness/records/settings-label.ts';

/** What cells of any number of workers have in common: `cluster-rr`, `processes:keep-alive=off`. */
export function arrangementOf({ topology, policy, settings }: Cell): string {
  return `${topology}${policy === null ? '' : `-${policy}`}${settingsLabel(settings)}`;
}
