/** Annotations of a night: suspects, gates that are not met, failed trials. */
import { isFound, type Night, type Suspect } from '../../harness/records/night.ts';
import { wordsOf } from '../document/inline.ts';
import { counted } from '../format.ts';
import { suspectItem } from '../nightly/details.ts';
import type { Annotation } from './annotation.ts';
import { gateAnnotations } from './gate-annotations.ts';

/** Confirmed suspects are errors, open ones warnings. An accepted night suspects nothing. */
export function nightAnnotations({ suspects, accepted, gates, failures }: Night): Annotation[] {
  const doubts = accepted ? [] : suspects.filter(({ answer }) => answer !== 'cleared');
  return [
    ...doubts.filter(isFound).map(suspected('error', 'Regression')),
    ...gateAnnotations(gates),
    ...failures.map(
      ({ cell, trials, reason }): Annotation => ({
        level: 'error',
        title: 'Failed trials',
        message: `${cell}: ${counted(trials, 'trial')} failed: ${reason}`,
      }),
    ),
    ...doubts.filter((suspect) => !isFound(suspect)).map(suspected('warning', 'Suspected')),
  ];
}

function suspected(level: Annotation['level'], title: string) {
  return (suspect: Suspect): Annotation => ({ level, title, message: wordsOf(suspectItem(suspect)) });
}
