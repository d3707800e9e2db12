/** Names of figures for readers. */
import type { Figure, FigureId } from '../../harness/records/micro.ts';

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
  'gc-entry': 'entry of a garbage collection for the record',
  'gc-window': 'heap and GC figures of a window',
  'gc-interval': 'busy from one garbage collection to the next',
};

export function nameOf({ id, app }: Pick<Figure, 'id' | 'app'>): string {
  return app === null ? FIGURES[id] : `${app}: ${FIGURES[id]}`;
}
