/** The header fields of a response's head as text, for whoever asks for one. */

export class HeaderFields {
  readonly #values = new Map<string, string[]>();

  /** @param head of one response, from its status line to the empty line; a part that is no field is left out */
  constructor(head: string) {
    for (const line of head.split(/\r?\n/).slice(1)) {
      const colon = line.indexOf(':');
      if (colon < 1) continue;
      const name = line.slice(0, colon).trim().toLowerCase();
      const value = line.slice(colon + 1).trim();
      const before = this.#values.get(name);
      if (before === undefined) this.#values.set(name, [value]);
      else before.push(value);
    }
  }

  /** Returns the values of a field, joined by a comma; null if there is none. */
  get(name: string): string | null {
    return this.#values.get(name.toLowerCase())?.join(', ') ?? null;
  }

  /** Returns each value of a field, which may itself contain commas. */
  all(name: string): readonly string[] {
    return this.#values.get(name.toLowerCase()) ?? [];
  }

  /** Returns the joined values by name, in lower case. */
  toMap(): Map<string, string> {
    return new Map([...this.#values].map(([name, values]) => [name, values.join(', ')]));
  }
}
