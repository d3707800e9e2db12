/** A new topology, policy, proxy or scenario is a line in its list: everything else finds it there. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { cellColour } from '../../../reports/figures/run/cell-colour.ts';
import { renderMarkdown } from '../../../reports/markdown.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { resolvedHere } from '../../commands/checked-config.ts';
import { list } from '../../commands/list.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { fakeRun } from '../testing/fake-trials.ts';
import { ABLE } from '../testing/resolved.ts';

function add<Member>(context: TestContext, to: readonly Member[], change: Partial<Member>): void {
  const [first] = to;
  assert.ok(first);
  const members = to as Member[];
  const member = { ...first, ...change };
  members.push(member);
  context.after(() => members.splice(members.indexOf(member), 1));
}

function addAll(context: TestContext): void {
  add(context, topologies, {
    name: 'ring',
    summary: 'workers that hand on what they do not want',
    inDefaultPlan: false,
    hasPrimary: true,
    isReference: false,
    colour: null,
    comparedWith: { topology: 'cluster', policy: 'rr' },
    variants: ({ workers }) =>
      workers.map((count) => ({ label: `ring-${count}-fair`, workers: count, policy: 'fair' })),
  });
  add(context, policies, {
    name: 'fair',
    summary: 'whoever had fewest so far',
    inDefaultPlan: false,
    obstacle: ({ platform }) => (platform === 'linux' ? null : 'fair is for Linux'),
    colour: '#123456',
  });
  add(context, proxies, {
    name: 'gate',
    summary: 'a gate in front',
    inDefaultPlan: false,
    program: { name: 'gated', versionArgs: ['--version'], version: /(\d+)/ },
    start: () => Promise.reject(new Error('never started here')),
  });
  add(context, scenarios, { name: 'sing-along', summary: 'everybody at once', inDefaultPlan: false });
}

const around = surroundings();
async function resolved(flags: Readonly<Record<string, string>>) {
  return resolvedHere(await readUserConfig(flags, {}, around.cwd), around, ABLE);
}

test('a made-up member of each kind is listed, with its summary', async (context) => {
  addAll(context);
  const chunks: string[] = [];
  const stdout = { ...around.stdout, write: (chunk: string) => chunks.push(chunk) > 0 };
  await list({ ...around, stdout: stdout as unknown as typeof around.stdout });
  for (const line of [/ring +workers that/, /fair +whoever/, /gate +a gate/, /sing-along +everybody/]) {
    assert.match(chunks.join(''), line);
  }
  assert.doesNotMatch(chunks.join(''), /ring-\d/, 'it is in no plain run');
});

test('made-up members run where they are named, and the record and the report know them', async (context) => {
  addAll(context);
  const run = await resolved({
    topology: 'cluster,ring',
    policy: 'rr,fair',
    proxy: 'none,gate',
    scenario: 'sing-along',
    workers: '2',
    trials: '2',
  });
  const { outcome } = await fakeRun(context, run, ({ cell }) => (cell.facts.proxy === null ? 1_000 : 900));
  const { record } = outcome;
  const ids = record.cells.map(({ id }) => id);
  assert.deepEqual(ids, [
    ...['cluster-2-rr', 'cluster-2-fair', 'ring-2-fair'],
    ...['gate+cluster-2-rr', 'gate+cluster-2-fair', 'gate+ring-2-fair'],
  ]);
  const ring = record.cells.find(({ id }) => id === 'gate+ring-2-fair');
  assert.deepEqual(
    [ring?.topology, ring?.policy, ring?.proxy, ring?.scenario, ring?.hasPrimary],
    ['ring', 'fair', 'gate', 'sing-along', true],
  );
  assert.deepEqual(ring?.against, ['ring-2-fair', 'gate+cluster-2-rr']);
  assert.equal(ring && cellColour(ring, [2]), '#123456');
  const report = renderMarkdown(record, [], []);
  for (const id of ids) assert.ok(report.includes(`\`${id}\``), id);
  assert.match(report, /`gate` in front against nothing/);
  assert.match(report, /`ring-fair` against `cluster-rr`/);
});

test('a member that this host cannot have is skipped with its reason, and a wrong name is told the right one', async (context) => {
  addAll(context);
  const run = await resolvedHere(
    await readUserConfig({ topology: 'ring', policy: 'fair', workers: '2' }, {}, around.cwd),
    around,
    { ...ABLE, platform: 'darwin' },
  );
  assert.ok(run.skipped.some(({ cell, reason }) => cell === 'ring-2-fair' && reason === 'fair is for Linux'));
  await assert.rejects(resolved({ topology: 'rong' }), /--topology.*ring/);
});
