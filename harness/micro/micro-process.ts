/** The program that measures one subject and reports its figures; the harness ends it then. What goes wrong does so too. */
import type { Figure, Subject } from './figure.ts';

/** The first argument, as JSON. */
export interface Orders {
  readonly subject: Subject;
  readonly timeMs: number;
}

// Without the harness the figures are nobody's.
process.once('disconnect', () => process.exit());

const { subject, timeMs }: Orders = JSON.parse(process.argv[2] ?? '');
process.send?.(await measureSubject(subject, timeMs));

/** Only what the subject needs is loaded. */
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
  }
}
