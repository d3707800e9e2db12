/** Controls, and marks that turn the direction of writing. */
const INVISIBLE = /\p{C}/gu;

/** A text that others wrote, on one line of a terminal that it cannot steer. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(INVISIBLE, '');
}
