/** Gives every heading of a document an address of its own, and every table and callout a name of its own. */
export class Names {
  readonly #addresses = new Set<string>();
  readonly #regions = new Set<string>();

  /** A heading's words as a fragment of the address: `cpu-of-x`, `cpu-of-x-2`. */
  address(words: string): string {
    const slug =
      words
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'section';
    return unused(this.#addresses, slug, (count) => `${slug}-${count}`);
  }

  /** The name of a part of the page for screen readers: `Results`, `Results (2)`. */
  region(words: string): string {
    return unused(this.#regions, words, (count) => `${words} (${count})`);
  }
}

function unused(taken: Set<string>, first: string, numbered: (count: number) => string): string {
  let name = first;
  for (let count = 2; taken.has(name); count++) name = numbered(count);
  taken.add(name);
  return name;
}
