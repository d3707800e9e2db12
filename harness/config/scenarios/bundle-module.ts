/** Bundles a module of the user's, a scenario or a configuration, to one piece of code, so that TypeScript works on every Node and any process can load it. */
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Message, Plugin } from 'esbuild';
import type { ScenarioModule } from '../../../scenarios/scenario.ts';
import { apiModule } from '../../load/users/import-bundle.ts';
import { withoutMap } from '../../load/users/locate-error.ts';
import { UsageError } from '../usage-error.ts';

/** CommonJS packages in a bundle call `require` for Node's own modules. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom('file:///');`;

/** The running copy provides `cluster-bench`, wherever the module lies and whatever is installed there. */
const provideApi = (contents: string): Plugin => ({
  name: 'provide-api',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^cluster-bench$/ }, ({ path }) => ({ path, namespace: PROVIDED }));
    onLoad({ filter: /./, namespace: PROVIDED }, () => ({ contents }));
  },
});

const PROVIDED = 'provided';

/** Exports of the package beside the names for scenarios. Loading a scenario must load none of them. */
const FOR_PROGRAMS =
  /^No matching export .* for import "(run|compare|readRun|defineConfig|UsageError|RecordError)"$/;

/**
 * @param path absolute
 * @param given the module as a message names it
 * @param api the code that stands for `cluster-bench`
 * @throws {UsageError} with the file and line of the first mistake
 */
export async function bundleModule(path: string, given: string, api = apiModule): Promise<ScenarioModule> {
  // Imported late: a run without a module does not need it.
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build(optionsFor(path, api));
    const bundle = outputFiles[0]?.text ?? '';
    // The map is no part of what is run: a comment moves lines, but sends nothing else.
    const sha256 = createHash('sha256').update(withoutMap(bundle)).digest('hex');
    return { file: basename(path), bundle, sha256 };
  } catch (error) {
    const [first, ...more] = messagesOf(error);
    if (first === undefined) throw error;
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    const place = describe(first);
    // The name alone is no more than the place says.
    const prefix = place.startsWith(`${given}:`) ? '' : `${given}: `;
    throw new UsageError(`${prefix}${place}${others}`, { cause: error });
  } finally {
    await esbuild.stop();
  }
}

function optionsFor(path: string, api: string): BuildOptions & { write: false } {
  return {
    entryPoints: [path],
    // Paths in comments are relative to it, so that the bundle of a checkout elsewhere is the same.
    absWorkingDir: dirname(path),
    bundle: true,
    // Positions alone: the sources stay here.
    sourcemap: 'inline',
    sourcesContent: false,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    logLevel: 'silent',
    banner: { js: REQUIRE },
    // A bundle has no file of its own: these are those of the module.
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      'import.meta.filename': JSON.stringify(path),
      'import.meta.dirname': JSON.stringify(dirname(path)),
    },
    plugins: [provideApi(api)],
  };
}

function messagesOf(error: unknown): Message[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
}

/** `checkout.ts:3: Expected ";" but found "x"`. */
function describe({ text, location }: Message): string {
  const [, name] = FOR_PROGRAMS.exec(text) ?? [];
  const words =
    name === undefined
      ? text
      : `${name} is for a program that starts runs, not for a module that a run loads`;
  return location === null ? words : `${location.file}:${location.line}: ${words}`;
}
