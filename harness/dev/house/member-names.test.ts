/**
 * No code decides by the name of an open list's member outside the member's own file, its list, documentation and
 * tests.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { outputs } from '../../../reports/outputs/index.ts';
import { windowEvents } from '../../../scenarios/events/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { builtInApps } from '../../../targets/apps/index.ts';
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { services } from '../../../targets/services/index.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { clients } from '../../load/clients/index.ts';
import { metrics } from '../../stats/metrics/index.ts';

interface List {
  readonly members: readonly { readonly name: string }[];
  /** Folder of its members and its list. */
  readonly home: string;
  /** The names are also fields of records: an object with such keys is not a map by members. */
  readonly areFields?: boolean;
}

const lists: readonly List[] = [
  { members: topologies, home: 'targets/topologies/' },
  { members: policies, home: 'targets/policies/' },
  { members: proxies, home: 'targets/proxies/' },
  { members: scenarios, home: 'scenarios/' },
  { members: services, home: 'targets/services/' },
  { members: windowEvents, home: 'scenarios/events/' },
  { members: clients, home: 'harness/load/clients/' },
  { members: builtInApps, home: 'targets/apps/' },
  { members: outputs, home: 'reports/outputs/' },
  { members: metrics, home: 'harness/stats/metrics/', areFields: true },
];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (isNode(child)) yield* nodesOf(child);
  }
}

const textOf = (node: unknown): string | null =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

const keyOf = (node: unknown): string | null => {
  if (!isNode(node) || node.type !== 'Property' || !isNode(node.key)) return null;
  return (
    textOf(node.key) ?? (node.computed === false ? ((node.key.name as string | undefined) ?? null) : null)
  );
};

/** decidedBy returns groups of names that a node decides by: a comparison, a case, a list, or a map of several. */
function decidedBy(node: Node): (readonly (string | null)[])[] {
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node.operator))) {
    return [[textOf(node.left)], [textOf(node.right)]];
  }
  if (node.type === 'SwitchCase') return [[textOf(node.test)]];
  const several = (names: readonly (string | null)[]) => (names.length > 1 ? [names] : []);
  if (node.type === 'ArrayExpression') return several((node.elements as unknown[]).map(textOf));
  if (node.type === 'ObjectExpression') return several((node.properties as unknown[]).map(keyOf));
  if (node.type === 'TSUnionType') {
    return several((node.types as Node[]).map((type) => textOf(type.literal)));
  }
  return [];
}

interface Deciding {
  readonly node: Node;
  readonly groups: readonly (readonly (string | null)[])[];
}

/** decidingIn returns the nodes of a file that decide by names, of any list. */
function decidingIn(file: string, text: string): Deciding[] {
  const { program, errors } = parseSync(file, text);
  assert.deepEqual(errors, [], file);
  return [...nodesOf(program as unknown as Node)]
    .map((node) => ({ node, groups: decidedBy(node) }))
    .filter(({ groups }) => groups.length > 0);
}

/** foreignNamesIn returns `file:line name` of every place that decides by a member's name. */
function foreignNamesIn(
  file: string,
  text: string,
  { members, home, areFields = false }: List,
  deciding = decidingIn(file, text),
): string[] {
  if (file.startsWith(home)) return [];
  const names = new Set(members.map(({ name }) => name));
  const looked = deciding.filter(({ node }) => !areFields || node.type !== 'ObjectExpression');
  return looked.flatMap(({ node, groups }) =>
    groups.flatMap((group) => {
      const found = group.filter((name) => name !== null && names.has(name));
      const isMap = group.length > 1;
      // A single name among other keys is a coincidence, not a map by members.
      if (found.length === 0 || (isMap && found.length < 2)) return [];
      return [`${file}:${text.slice(0, node.start).split('\n').length} ${found.join()}`];
    }),
  );
}

const files = ['harness', 'scenarios', 'targets', 'reports'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter(
      (file) =>
        file.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|\/testing\/|\/types\/|^harness\/dev\//.test(file),
    ),
);

test('names are found in comparisons, cases, lists and maps', () => {
  const list = { members: [{ name: 'ring' }, { name: 'star' }], home: 'home/' };
  const of = (text: string) => foreignNamesIn('a.ts', text, list).length;
  assert.equal(of(`if (one === 'ring') two();`), 1);
  assert.equal(of(`switch (one) { case 'star': break; }`), 1);
  assert.equal(of(`const seen = new Set(['ring', 'star']);`), 1);
  assert.equal(of(`const colours = { ring: 1, star: 2 };`), 1);
  assert.equal(of(`type Name = 'ring' | 'star';`), 1);
  assert.equal(of(`const { ring } = phone; say('ring'); const one = { ring: 1, bell: 2 };`), 0);
  assert.deepEqual(foreignNamesIn('home/a.ts', `one === 'ring'`, list), []);
});

test('no member’s name decides anything outside its home', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const deciding = decidingIn(file, text);
    return lists.flatMap((list) => foreignNamesIn(file, text, list, deciding));
  });
  assert.deepEqual(found, []);
});
