/** Messages that carry their number, so that each is told from all others, in whatever order they arrive. */
import type { DueMessage } from '../socket-user.ts';

/** As long as a short chat message. */
const LENGTH = 64;

/** numberedText returns a text that begins with the message's number. */
export function numberedText({ number }: Pick<DueMessage, 'number'>): string {
  return `${number} `.padEnd(LENGTH, '.');
}

/** numberIn returns the number of such a text; null if it is none. */
export function numberIn(text: string): number | null {
  const end = text.indexOf(' ');
  const number = Number(text.slice(0, end));
  return end > 0 && Number.isInteger(number) ? number : null;
}
