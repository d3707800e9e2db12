/** The files that npm would publish. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

test('the package contains the program and its documents, but no tests or sources', async () => {
  const packing = await promisify(execFile)('npm', ['pack', '--json', '--ignore-scripts', '--dry-run']);
  const [packed]: Packed[] = JSON.parse(packing.stdout);
  assert.ok(packed);
  const paths = packed.files.map(({ path }) => path);
  assert.ok(paths.includes('dist/harness/cli.js') && paths.includes('docs/run.schema.json'));
  const strays = paths.filter((path) => /\.test\.js$|\/testing\/|\.ts$|^harness\/|\/bench\//.test(path));
  const declared = strays.filter((path) => /^dist\/scenarios\/[\w/-]+\.d\.ts$/.test(path));
  assert.ok(declared.includes('dist/scenarios/api.d.ts'), 'modules of scenarios have types');
  const examples = strays.filter((path) => path.startsWith('docs/examples/'));
  assert.deepEqual(
    strays.filter((path) => !/^node_modules\//.test(path) && ![...declared, ...examples].includes(path)),
    [],
  );
});
