/** Running text as data. A string is plain text, whoever wrote it: renderers escape it, and nothing else may. */

export type Inline = string | Code | Strong | Tinted | Link;

/** A name, a flag, a path: set in code type. */
interface Code {
  readonly kind: 'code';
  readonly text: string;
}

interface Strong {
  readonly kind: 'strong';
  readonly text: Text;
}

/** A word that carries a verdict: coloured where there are colours. */
interface Tinted {
  readonly kind: 'tinted';
  readonly tint: Tint;
  readonly text: Text;
}

export type Tint = 'good' | 'bad' | 'doubtful' | 'quiet';

/** Renderers follow `https:` and `http:` addresses, fragments and relative paths; any other address is dropped. */
interface Link {
  readonly kind: 'link';
  readonly href: string;
  readonly text: Text;
}

/** One line of running text. */
export type Text = readonly Inline[];

/** Part is a value that a template of `text` takes; numbers are printed as they are. */
export type Part = Inline | Text | number;

export function code(name: string): Inline {
  return { kind: 'code', text: name };
}

export function strong(...parts: readonly Part[]): Inline {
  return { kind: 'strong', text: textFrom(parts) };
}

export function tinted(tint: Tint, ...parts: readonly Part[]): Inline {
  return { kind: 'tinted', tint, text: textFrom(parts) };
}

export function link(href: string, ...parts: readonly Part[]): Inline {
  return { kind: 'link', href, text: textFrom(parts) };
}

/** Tag of templates: `` text`${code(id)} answers ${figure(rate)} requests per second` ``. */
export function text(strings: TemplateStringsArray, ...values: readonly Part[]): Text {
  return textFrom(strings.flatMap((words, at) => (at < values.length ? [words, values[at] ?? ''] : [words])));
}

/** Parts behind each other, with neighbouring strings as one. */
export function textFrom(parts: readonly Part[]): Text {
  const flat = parts.flatMap((part): readonly Inline[] =>
    Array.isArray(part) ? part : [typeof part === 'number' ? String(part) : (part as Inline)],
  );
  const joined: Inline[] = [];
  for (const part of flat) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

/** Parts with a separator between each two. */
export function joined(parts: readonly Part[], separator: string): Text {
  return textFrom(parts.flatMap((part, at) => (at === 0 ? [part] : [separator, part])));
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly Part[]): Text {
  if (parts.length < 2) return textFrom(parts);
  return text`${joined(parts.slice(0, -1), ', ')} and ${parts.at(-1) ?? ''}`;
}

/** With a capital letter, where it begins with plain text. */
export function capitalized(line: Text): Text {
  const [first = '', ...rest] = line;
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : line;
}

/** The words alone. */
export function wordsOf(part: Part): string {
  if (typeof part === 'string') return part;
  if (typeof part === 'number') return String(part);
  if (Array.isArray(part)) return part.map(wordsOf).join('');
  const inline = part as Exclude<Inline, string>;
  return inline.kind === 'code' ? inline.text : inline.text.map(wordsOf).join('');
}
