/** Names of variants as they are drawn: figures know a variant by its full name, of which a picture may lack the room. */

const LONGEST = 44;

/** Cuts a name in its middle to `longest` characters, an ellipsis included, since names of variants differ at their ends. */
export function shortName(name: string, longest = LONGEST): string {
  const letters = [...name];
  if (letters.length <= longest) return name;
  const half = Math.max(1, (longest - 1) / 2);
  return `${letters.slice(0, Math.ceil(half)).join('')}…${letters.slice(-Math.floor(half)).join('')}`;
}

/** Measures texts in the font that is set. */
interface Ruler {
  measureText(text: string): { readonly width: number };
}

/** Cuts a name in its middle to what fits into `room` pixels, a letter at least at both ends. */
export function fittingName(ruler: Ruler, name: string, room: number): string {
  let letters = [...name].length;
  let shown = shortName(name, letters);
  while (letters > 3 && ruler.measureText(shown).width > room) {
    letters -= 1;
    shown = shortName(name, letters);
  }
  return shown;
}
