/** Names of figures and subjects for readers. */
import type { Figure, FigureId, Subject } from './figure.ts';

const FIGURES: Readonly<Record<FigureId, string>> = {
  injection: 'injection alone: a handler that does nothing',
  injected: 'GET /api/users injected',
  served: 'GET /api/users over a kept connection',
  'json-stringify': 'JSON.stringify of the response',
  'json-parse': 'JSON.parse of the response',
  'ipc-message': 'IPC message to a child, both ends',
  'ipc-round-trip': 'IPC message to a child and back, elapsed',
  'connection-accepted': 'TCP connection that a worker accepts',
  'connection-passed': 'TCP connection passed by the primary',
  timer: 'timer of a simulated delay',
};

export function nameOf({ id, app }: Pick<Figure, 'id' | 'app'>): string {
  return app === null ? FIGURES[id] : `${app}: ${FIGURES[id]}`;
}

/** describeSubject is the rest of a sentence that begins with "measuring". */
export function describeSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'injection':
      return 'the injection of a request';
    case 'injected':
      return `${subject.app}, without sockets`;
    case 'served':
      return `${subject.app}, over connections`;
    case 'json':
      return 'JSON';
    case 'ipc':
      return 'IPC messages';
    case 'handles':
      return 'connections passed to a worker';
    case 'timer':
      return 'timers';
  }
}
