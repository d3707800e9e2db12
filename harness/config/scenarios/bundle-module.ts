/** Bundles a scenario's module to one piece of code, so that TypeScript works on every Node and any process can load it. */
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
const provideApi: Plugin = {
  name: 'provide-api',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^cluster-bench$/ }, ({ path }) => ({ path, namespace: 'provided' }));
    onLoad({ filter: /./, namespace: 'provided' }, () => ({ contents: apiModule }));
  },
};

/**
 * @param path absolute
 * @param given the module as a message names it
 * @throws {UsageError} with the file and line of the first mistake
 */
export async function bundleModule(path: string, given: string): Promise<ScenarioModule> {
  // Imported late: a run without a module does not need it.
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build(optionsFor(path));
    const bundle = outputFiles[0]?.text ?? '';
    // The map is no part of what is run: a comment moves lines, but sends nothing else.
    const sha256 = createHash('sha256').update(withoutMap(bundle)).digest('hex');
    return { file: basename(path), bundle, sha256 };
  } catch (error) {
    const [first, ...more] = messagesOf(error);
    if (first === undefined) throw error;
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    throw new UsageError(`${given}: ${describe(first)}${others}`, { cause: error });
  } finally {
    await esbuild.stop();
  }
}

function optionsFor(path: string): BuildOptions & { write: false } {
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
    plugins: [provideApi],
  };
}

function messagesOf(error: unknown): Message[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
}

/** `checkout.ts:3: Expected ";" but found "x"`. */
function describe({ text, location }: Message): string {
  return location === null ? text : `${location.file}:${location.line}: ${text}`;
}
