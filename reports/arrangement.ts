import type { Cell } from '../harness/records/run.ts';
import { settingsLabel } from '../harness/records/settings-label.ts';

/** Name that cells of any number of workers share: `cluster-rr`, `processes:keep-alive=off`. */
export function arrangementOf({ topology, policy, settings }: Cell): string {
  return `${topology}${policy === null ? '' : `-${policy}`}${settingsLabel(settings)}`;
}
