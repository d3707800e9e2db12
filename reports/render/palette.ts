/** Colours of a terminal by what they say. */
import { styleText } from 'node:util';
import type { Tint } from '../document/inline.ts';

/** Each is the identity where colours are not wanted. */
export type Palette = Readonly<Record<Tint | 'strong', (text: string) => string>>;

const STYLES = {
  good: 'green',
  bad: 'red',
  doubtful: 'yellow',
  quiet: 'dim',
  strong: 'bold',
} as const satisfies Record<keyof Palette, Parameters<typeof styleText>[0]>;

/** FORCE_COLOR beats NO_COLOR, as in Node itself; without either, a terminal decides. */
export function paletteFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const isColoured = wantsColour(stream, env);
  const painters = Object.entries(STYLES).map(([name, style]) => [
    name,
    (text: string) => (isColoured ? styleText(style, text, { validateStream: false }) : text),
  ]);
  return Object.fromEntries(painters);
}

function wantsColour(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
