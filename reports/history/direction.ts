import type { Change } from '../../harness/records/history.ts';
import { ALARM } from '../charts/palette.ts';

/** Of a level that follows on none. */
export const FIRST_LEVEL = '#4d4d4d';

/** Signs and words say the same beside them, for whoever cannot tell red from green. */
export function directionColour(effect: Change['effect']): string {
  return effect === 'better' ? '#00775a' : ALARM;
}
