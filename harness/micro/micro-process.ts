/** The program that measures one subject and reports its figures, or an error; then the harness ends it. */
import type { Figure } from '../records/micro.ts';
import type { Subject } from './subject.ts';

/** Orders are the first argument, as JSON. */
export interface Orders {
  readonly subject: Subject;
  readonly timeMs: number;
}

// There is nobody to report to once the harness is gone.
process.once('disconnect', () => process.exit());

const { subject, timeMs }: Orders = JSON.parse(process.argv[2] ?? '');
process.send?.(await measureSubject(subject, timeMs));

/** measureSubject loads only what the subject needs. */
async function measureSubject(subject: Subject, timeMs: number): Promise<Figure[]> {
  switch (subject.kind) {
    case 'injection':
      return (await import('./injected.ts')).measureInjection(timeMs);
    case 'injected':
      return (await import('./injected.ts')).measureInjected(subject.app, timeMs);
    case 'served':
      return (await import('./served.ts')).measureServed(subject.app, timeMs);
    case 'json':
      return (await import('./json.ts')).measureJson(timeMs);
    case 'ipc':
      return (await import('./ipc.ts')).measureIpc(timeMs);
    case 'handles':
      return (await import('./handles.ts')).measureHandles(timeMs);
    case 'timer':
      return (await import('./timer.ts')).measureTimer(timeMs);
    case 'collections':
      return (await import('./gc.ts')).measureGc(subject.app, timeMs);
  }
}
