/** A new member of an open list is one line in its list, where everything else finds it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cellColours } from '../../../reports/figures/run/cell-colour.ts';
import { renderMarkdown } from '../../../reports/render/markdown.ts';
import { runDocument } from '../../../reports/run/document.ts';
import { commandContext } from '../../commands/command-context.ts';
import { helpText } from '../../commands/help.ts';
import { list } from '../../commands/list.ts';
import { checkAskedFor } from '../../config/host-check.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { fakeMeans, fakeRun } from '../testing/fake-trials.ts';
import { addMadeUp } from '../testing/made-up.ts';
import { ABLE } from '../testing/resolved.ts';
import { runHere } from '../testing/run-here.ts';

const around = commandContext();
const WITH_CELLAR = {
  ...ABLE,
  programs: { ...ABLE.programs, cellard: { command: '/bin/cellard', version: '7' } },
};

async function resolved(flags: Readonly<Record<string, string>>, host = ABLE, env: NodeJS.ProcessEnv = {}) {
  return resolvedHere(await readUserConfig(flags, {}, around.cwd), { ...around, env }, host);
}

test('a made-up member of each kind is listed, with its summary', async (context) => {
  addMadeUp(context);
  const chunks: string[] = [];
  const stdout = { ...around.stdout, write: (chunk: string) => chunks.push(chunk) > 0 };
  await list({ ...around, stdout: stdout as unknown as typeof around.stdout });
  for (const line of [
    ...[/ring +workers that/, /fair +whoever/, /gate +a gate/, /sing-along +everybody/, /cornet +plays/],
    /spin +of ring: which way round; left, right \[left\]/,
    /cellar +what the singers drink/,
    /not on this host: cellar: cellard is not installed \(apt-get install\s+cellard\)/,
    /turn-round +everybody turns/,
    /song-sheet +who sang how loud/,
  ]) {
    assert.match(chunks.join(''), line);
  }
  assert.doesNotMatch(chunks.join(''), /ring-\d/, 'a plain run does not include it');
});

test('the help names made-up members, but its defaults are those of a plain run', async (context) => {
  const before = await helpText([], 200);
  assert.match(before, /--(set|event|service)\b/, 'each list has members');
  addMadeUp(context);
  const help = await helpText([], 200);
  assert.match(help, /--topology +single, cluster, processes, [^[]*ring \[single, cluster,\s+processes\]/);
  assert.match(help, /--policy +.*: rr, none, reuseport.*, fair \[rr, none, reuseport\]/);
  assert.match(help, /--proxy +.*gate, or\s+your configuration file \[none, nginx\]/);
  assert.match(help, /--scenario [^[]*\[db-wait\][^[]*sing-along/);
  assert.match(help, /--output +[^[]*benchmark-json,\s+song-sheet\s+\[none\]/);
  assert.match(help, /--client +load client: .*cornet/);
  assert.match(
    help,
    /--service +use your own instead of starting one: [\w\s,]*cellar\s+\[started for each\s+trial\]/,
  );
  assert.match(help, /--event +event during the measurement: [^[]*turn-round\s+\[the\s+scenario’s\s+own\]/);
  assert.match(help, /--set +values of a setting: [^[]*spin,[^[]*\[its\s+default\]/);
});

test('made-up members run if named, and the record and the report know them', async (context) => {
  addMadeUp(context);
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
  assert.equal(ring && cellColours([ring]).get(ring.id), '#123456');
  const report = renderMarkdown(runDocument(record));
  for (const id of ids) assert.ok(report.includes(`\`${id}\``), id);
  assert.match(report, /Proxy `gate` vs no proxy/);
  assert.match(report, /Topology `ring-fair` vs `cluster-rr`/);
});

test('a setting is an axis: in the id, the record and the command if it is not the default', async (context) => {
  addMadeUp(context);
  const run = await resolved({
    topology: 'cluster,ring',
    policy: 'rr',
    workers: '2',
    set: 'spin=left,right',
  });
  const { outcome } = await fakeRun(context, run, () => 1_000);
  const { record } = outcome;
  assert.deepEqual(
    record.cells.filter(({ proxy }) => proxy === null).map(({ id, settings }) => [id, settings]),
    [
      ['cluster-2-rr', {}],
      ['ring-2-fair', {}],
      ['ring-2-fair:spin=right', { spin: 'right' }],
    ],
  );
  assert.deepEqual(record.cells.find(({ id }) => id === 'ring-2-fair:spin=right')?.against, ['ring-2-fair']);
  assert.deepEqual(
    run.cells.map(({ settings }) => settings.spin).filter((spin) => spin === 'right').length,
    2,
    'with a proxy, and without',
  );
  assert.match(record.command.join(' '), /--set spin=left,right/);
  assert.match(renderMarkdown(runDocument(record)), /`ring-2-fair:spin=right` +\| +[\d,]+ \| `ring-2-fair` /);
  await assert.rejects(
    resolved({ set: 'spin=right' }),
    /--set spin is not a setting of single, cluster, processes/,
  );
});

test('a service is started if its program is installed, or given by URL; the record and the report name it', async (context) => {
  addMadeUp(context);
  const flags = { scenario: 'feast', topology: 'single', workers: '1', proxy: 'none', trials: '2' };
  const without = await resolved(flags);
  assert.deepEqual(without.skipped, [
    { cell: 'single', reason: 'cellard is not installed (apt-get install cellard)' },
  ]);
  const user = await readUserConfig(flags, {}, around.cwd);
  assert.throws(
    () => checkAskedFor(user, without, ABLE),
    /--scenario feast depends on cellar: cellard is not installed .*; or provide your own with --service cellar=URL/,
  );
  const run = await resolved(flags, WITH_CELLAR);
  checkAskedFor(user, run, WITH_CELLAR);
  const { record } = (await fakeRun(context, run, () => 1_000)).outcome;
  assert.deepEqual(record.plan.scenarios[0]?.services, ['cellar']);
  assert.deepEqual(
    record.trials.map((trial) => (trial.status === 'ok' ? trial.services.map(({ name }) => name) : null)),
    [['cellar'], ['cellar']],
  );
  const report = renderMarkdown(runDocument(record));
  assert.match(report, /`single` +\| `cellar` +\| 1.0 +\| askedTimes 1 to 10,000 /);

  const handedOver = await resolved({ ...flags, service: 'cellar=$HALL' }, ABLE, {
    HALL: 'tcp://ann:secret@hall/',
  });
  assert.equal(handedOver.config.services.cellar?.host, 'hall');
  assert.equal(handedOver.cells.length, 1, 'its program is not needed');
  checkAskedFor(user, handedOver, ABLE);
  const handedRecord = (await fakeRun(context, handedOver, () => 1_000)).outcome.record;
  assert.match(handedRecord.command.join(' '), /--service cellar=\$HALL/);
  assert.doesNotMatch(JSON.stringify(handedRecord), /secret/);
});

test('invalid --service values are refused', async (context) => {
  const refused = (service: string, scenario = 'feast') =>
    resolved({ scenario, service, topology: 'single', workers: '1' }, WITH_CELLAR);
  addMadeUp(context);
  await assert.rejects(
    refused('cellar=http://hall/'),
    /cellar takes a URL that begins with tcp:\/\/, not with http:/,
  );
  await assert.rejects(refused('celar=tcp://hall/'), /did you mean cellar/);
  await assert.rejects(refused('cellar'), /takes a service and its URL, such as redis=URL/);
  await assert.rejects(refused('cellar=hall'), /cellar takes a URL, but "hall" is not one/);
  await assert.rejects(refused('cellar=$NOWHERE'), /the variable NOWHERE is not set/);
  await assert.rejects(
    refused('cellar=tcp://ann:secret@hall/'),
    /the record would contain the password.*cellar='\$VARIABLE'/,
  );
  await assert.rejects(
    refused('cellar=tcp://hall/?password=secret'),
    /the record would contain the password/,
  );
  await assert.rejects(refused('cellar=tcp://hall/', 'db-wait'), /the app of db-wait does not depend on it/);
});

test('an event runs if the target supports it; the record, the report and the command name it', async (context) => {
  addMadeUp(context);
  const run = await resolved({
    topology: 'cluster-naive,ring',
    policy: 'rr',
    proxy: 'none',
    workers: '2',
    trials: '1',
    event: 'turn-round at 2.5s',
  });
  assert.deepEqual(run.skipped, [
    {
      cell: 'cluster-naive-2-rr',
      reason:
        'turn-round cannot run: cluster-naive cannot restart its workers one at a time; use cluster, processes behind a proxy, own, pm2 or ring',
    },
  ]);
  const { record } = (await fakeRun(context, run, () => 1_000)).outcome;
  assert.deepEqual(record.plan.scenarios[0]?.events, [{ event: 'turn-round', atSeconds: 2.5 }]);
  assert.match(record.command.join(' '), /--event turn-round at 2.5s/);
  const report = renderMarkdown(runDocument(record));
  assert.match(
    report,
    /`ring-2-fair` +\| +1 \| `turn-round` +\| +2.50 \| not over at the window’s end \| done half/,
  );

  const refused = (event: string) => resolved({ topology: 'ring', workers: '2', event });
  await assert.rejects(refused('turn-round'), /such as "deploy at 5s", not "turn-round"/);
  await assert.rejects(refused('turn at 2s'), /did you mean turn-round|takes .*turn-round/);
  await assert.rejects(refused('turn-round at soon'), /--event turn-round at takes a number of seconds/);
  await assert.rejects(
    refused('turn-round at 10s'),
    /turn-round at 10 s, but --duration of 10 s ends before that/,
  );
});

test('a scenario may be judged by a made-up metric', async (context) => {
  addMadeUp(context);
  const run = await resolved(
    { scenario: 'feast', topology: 'single', workers: '1', proxy: 'none' },
    WITH_CELLAR,
  );
  const { record } = (await fakeRun(context, run, () => 1_000)).outcome;
  assert.equal(record.plan.scenarios[0]?.metric, 'loudness');
  assert.match(renderMarkdown(runDocument(record)), /Loudness/);
});

test('a member that this host cannot run is skipped with its reason, and a wrong name gets a suggestion', async (context) => {
  addMadeUp(context);
  const run = await resolvedHere(
    await readUserConfig({ topology: 'ring', policy: 'fair', workers: '2' }, {}, around.cwd),
    around,
    { ...ABLE, platform: 'darwin' },
  );
  assert.ok(run.skipped.some(({ cell, reason }) => cell === 'ring-2-fair' && reason === 'fair is for Linux'));
  await assert.rejects(resolved({ topology: 'rong' }), /--topology.*ring/);
});

test('a made-up output is written if named', async (context) => {
  addMadeUp(context);
  const cwd = temporaryFolder(context);
  const { code, output } = await runHere(
    ['--workers', '1', '--proxy', 'none', '--trials', '1', '--output', 'song-sheet'],
    { cwd, means: fakeMeans(() => 1_000) },
  );
  assert.equal(code, 0, output);
  assert.match(output, /output: run\/song\.txt\n/);
  assert.equal(readFileSync(join(cwd, 'run', 'song.txt'), 'utf8'), '1 voices\n');
});
