import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { appendNotes, NUMBER_HEADER, type RequestNotes } from './request-notes.ts';

/** noteNumberedRequests notes the beginning and the end of each numbered request that this process serves. */
export function noteNumberedRequests(folder: string): void {
  let notes: RequestNotes | undefined;
  let isBroken = false;
  const safely = (write: (notes: RequestNotes) => void) => {
    if (isBroken) return;
    try {
      notes ??= appendNotes(folder);
      write(notes);
    } catch {
      // The app must go on. The harness sees that notes are missing, since correct responses have none.
      isBroken = true;
    }
  };
  subscribe('http.server.request.start', (message) => {
    const number = numberOf(message);
    if (number !== null) safely((notes) => notes.begun(number));
  });
  subscribe('http.server.response.finish', (message) => {
    const number = numberOf(message);
    if (number !== null) safely((notes) => notes.finished(number));
  });
}

function numberOf(message: unknown): number | null {
  const { request } = message as { request: IncomingMessage };
  const value = request.headers[NUMBER_HEADER];
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null;
}
