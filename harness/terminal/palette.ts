import { styleText } from 'node:util';

/** Colours by what they say. Each is the identity where colours are not wanted. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** FORCE_COLOR beats NO_COLOR, as in Node itself; without either, a terminal decides. */
export function paletteFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const painter =
    (style: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      styleText(style, text, { validateStream: false });
  const plain = (text: string) => text;
  if (!wantsColour(stream, env)) {
    return { good: plain, bad: plain, doubtful: plain, quiet: plain, strong: plain };
  }
  return {
    good: painter('green'),
    bad: painter('red'),
    doubtful: painter('yellow'),
    quiet: painter('dim'),
    strong: painter('bold'),
  };
}

function wantsColour(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
