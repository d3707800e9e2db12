import type { Subject } from './subject.ts';

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
    case 'collections':
      return 'heap and GC figures';
  }
}
