import type { Text } from '../../document/inline.ts';
import type { Group } from '../../groups.ts';
import { busyPrimaryFindings } from './busy-primary.ts';
import { crashLoopFindings } from './crash-loop.ts';
import { hangFindings } from './hang.ts';
import { leakFindings } from './leak.ts';

/** Findings about processes that an event made misbehave. */
export function misbehavingFindings(group: Group): Text[] {
  return [crashLoopFindings, hangFindings, leakFindings, busyPrimaryFindings].flatMap((find) => find(group));
}
