import { readFileSync } from 'node:fs';

/** Style and script of every page, as the build has bundled them. */
export interface Assets {
  readonly style: string;
  readonly script: string;
}

let loaded: Assets | undefined;

/**
 * Reads the assets, once however often it is called.
 *
 * @throws Error of the file system where the build left them out
 */
export function loadAssets(): Assets {
  loaded ??= { style: asset('style.css'), script: asset('browser.js') };
  return loaded;
}

function asset(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8').trim();
}
