/** Names of variants as they are drawn: figures know a variant by its full name, of which a picture may lack the room. */

const LONGEST = 44;

/** Cuts a name in its middle to `longest` characters, an ellipsis included, since names of variants differ at their ends. */
export function shortName(name: string, longest = LONGEST): string {
  const letters = [...name];
  if (letters.length <= longest) return name;
  const half = Math.max(1, (longest - 1) / 2);
  return `${letters.slice(0, Math.ceil(half)).join('')}…${letters.slice(-Math.floor(half)).join('')}`;
}
