/** The files that npm would publish. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

/** npm's summary of a tarball, of `npm pack --json`. */
interface Packed {
  /** Bytes of the tarball. */
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
  readonly bundled: readonly string[];
}

const MOST_BYTES = 1_500_000;

const packing = await promisify(execFile)('npm', ['pack', '--json', '--ignore-scripts', '--dry-run']);
const [packed]: Packed[] = JSON.parse(packing.stdout);
const paths = packed?.files.map(({ path }) => path) ?? [];
const isBundled = (path: string) => path.startsWith('node_modules/');

test('the package contains the program and its documents, but no tests or sources', () => {
  assert.ok(paths.includes('dist/harness/cli.js') && paths.includes('docs/run.schema.json'));
  const strays = paths.filter((path) => /\.test\.js$|\/testing\/|\.ts$|^harness\/|\/bench\//.test(path));
  const declared = strays.filter((path) => /^dist\/(scenarios|harness)\/[\w/-]+\.d\.ts$/.test(path));
  assert.ok(declared.includes('dist/scenarios/api.d.ts'), 'modules of scenarios have types');
  assert.ok(declared.includes('dist/harness/library/index.d.ts'), 'programs have types');
  const examples = strays.filter((path) => path.startsWith('docs/examples/'));
  assert.deepEqual(
    strays.filter((path) => !isBundled(path) && ![...declared, ...examples].includes(path)),
    [],
  );
});

test('the package is small, and has no binary of the platform on which it was packed', () => {
  assert.ok(packed && packed.size < MOST_BYTES, `${packed?.size} bytes`);
  // canvas is ours: the real one has a binary from outside the registry.
  assert.deepEqual(packed.bundled.toSorted(), ['canvas', 'chartjs-node-canvas', 'tslib']);
  assert.deepEqual(
    paths.filter((path) => path.startsWith('node_modules/canvas/')).toSorted(),
    ['index.cjs', 'index.d.cts', 'package.json'].map((file) => `node_modules/canvas/${file}`),
  );
  assert.deepEqual(
    paths.filter((path) => /\.(node|so|dylib|dll)$/.test(path)),
    [],
  );
});

test('the resolution for Yarn names the version that the package has', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const line = `"canvas": "npm:@napi-rs/canvas@${dependencies['@napi-rs/canvas']}"`;
  assert.ok(readFileSync('docs/own-server.md', 'utf8').includes(line), line);
});

test('the documents of the package link to files of the package, but for pictures of docs/', () => {
  const documents = paths.filter((path) => path.endsWith('.md') && !isBundled(path));
  const links = documents.flatMap((document) => {
    const targets = readFileSync(document, 'utf8').matchAll(/\]\(([^)\s#]+)/g);
    return [...targets].map(([, to = '']) => ({ document, to }));
  });
  const isMissing = ({ document, to }: (typeof links)[number]) => {
    const path = normalize(join(document, '..', to));
    const isLeftOut = document.startsWith('docs/') && path.endsWith('.png');
    return !/^https?:/.test(to) && !isLeftOut && !paths.some((one) => one.startsWith(path));
  };
  assert.ok(links.length > 100);
  assert.deepEqual(links.filter(isMissing), []);
  assert.deepEqual(
    paths.filter((path) => /\.(png|jpg|svg|gif)$/.test(path)),
    ['docs/images/report.png'],
  );
});
