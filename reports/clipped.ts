/** Cuts a text to `longest` characters, an ellipsis included: a label that the edge of a picture clips misleads. */
export function clipped(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .replace(/[\s.,-]+$/, '')}…`;
}
