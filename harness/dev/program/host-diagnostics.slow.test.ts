/** Effects of the host on a run, provoked: the whole program runs on a host that the test has changed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCores } from '../../host/cpu-topology.ts';
import { costsOfTrial } from '../../judge/costs.ts';
import type { RunRecord } from '../../records/run.ts';
import { cellOf } from '../testing/cell-of.ts';
import { fewPorts, limitedGroup, otherCpus, otherFile } from '../testing/changed-host.ts';
import { ANSWERS, allowed, doctorSays, first, second } from '../testing/host-runs.ts';
import { assertRaised, codesOf, provoke, recordOf, trialOf } from '../testing/provoke.ts';
import { stolenTime } from '../testing/stolen-time.ts';

const ONE = ['--workers', '1', '--connections', '10'];

/** hostCodes are warnings about the host, not about a variant. */
function hostCodes({ warnings }: RunRecord): string[] {
  return warnings.filter(({ cell }) => cell === null).map(({ code }) => code);
}

/** governors sets that of every CPU that may be used. */
function governors(nameOf: (cpu: number) => string): Record<string, string> {
  return Object.fromEntries(allowed.map((cpu) => [`cpu${cpu}/cpufreq/scaling_governor`, `${nameOf(cpu)}\n`]));
}

test('a clock that follows the load, and two threads per core', async (context) => {
  const wrapper = otherCpus(context, { ...governors(() => 'powersave'), 'smt/active': '1\n' });
  if (!wrapper) return;
  const { record, folder } = await provoke(context, ONE, ANSWERS, { wrapper });
  assert.deepEqual(hostCodes(record), ['governor', 'smt']);
  assert.equal(record.host.governor, 'powersave');
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /the frequency governor is powersave/);
  const said = await doctorSays(context, wrapper);
  assert.deepEqual([said.get('governor')?.level, said.get('smt')?.level], ['doubtful', 'note']);
});

test('a constant clock, and one thread per core, raise nothing', async (context) => {
  const wrapper = otherCpus(context, { ...governors(() => 'performance'), 'smt/active': '0\n' });
  if (!wrapper) return;
  const record = await recordOf(context, ONE, ANSWERS, { wrapper });
  const { cgroupCpuLimit, cores } = record.host;
  const isLimited = cgroupCpuLimit !== null && cgroupCpuLimit < cores;
  assert.deepEqual(hostCodes(record), isLimited ? ['cgroup-limit'] : []);
  const said = await doctorSays(context, wrapper);
  assert.deepEqual([said.get('governor')?.level, said.get('smt')?.level], ['fine', 'fine']);
});

test('a clock that follows the load on one CPU other than the first', async (context) => {
  if (second === undefined) return context.skip('there is one CPU to use');
  const last = allowed.at(-1);
  const differ = governors((cpu) => (cpu === last ? 'powersave' : 'performance'));
  const wrapper = otherCpus(context, { ...differ, 'smt/active': '0\n' });
  if (!wrapper) return;
  const count = allowed.length;
  const record = await recordOf(context, ONE, ANSWERS, { wrapper });
  assert.deepEqual(record.host.governors, { performance: count - 1, powersave: 1 });
  const warned = record.warnings.find(({ code }) => code === 'governor');
  assert.match(warned?.text ?? '', new RegExp(`governor is powersave on 1 of ${count} CPUs`));
  assert.deepEqual(warned?.numbers, { cpus: 1, cores: count });
  assert.equal((await doctorSays(context, wrapper)).get('governor')?.level, 'doubtful');

  const apart = [...wrapper, 'taskset', '-c', String(first)];
  const said = (await doctorSays(context, apart)).get('governor');
  assert.equal(said?.level, 'fine', 'CPUs that may not be used are not checked');
});

test('target and load on the two threads of one core', async (context) => {
  if (second === undefined) return context.skip('there is one CPU to use');
  const siblings = { [`cpu${first}`]: `${first},${second}\n`, [`cpu${second}`]: `${first},${second}\n` };
  const lists = Object.entries(siblings).map(([cpu, list]) => [`${cpu}/topology/thread_siblings_list`, list]);
  const wrapper = otherCpus(context, { ...Object.fromEntries(lists), 'smt/active': '1\n' });
  if (!wrapper) return;
  const pins = ['--cpus', `target=${first},load=${second}`];
  const { record, output } = await provoke(context, [...ONE, ...pins], ANSWERS, { wrapper });
  assert.deepEqual(
    hostCodes(record).filter((code) => code !== 'governor'),
    ['threads-shared'],
  );
  assert.match(
    output,
    new RegExp(`threads of one core \\(${first} and ${second}\\)`),
    'and before the first trial',
  );
  const said = await doctorSays(context, wrapper);
  assert.match(said.get('smt')?.text ?? '', new RegExp(`such as ${first} and ${second}`));
});

test('target and load on separate cores', async (context) => {
  if (!readCores()?.every((threads) => threads.length === 1) || second === undefined) {
    return context.skip('there are not two cores of one thread each');
  }
  const record = await recordOf(context, [...ONE, '--cpus', `target=${first},load=${second}`], ANSWERS);
  assert.ok(!hostCodes(record).includes('threads-shared'));
});

test('a hypervisor that takes a tenth of the time', async (context) => {
  const wrapper = otherFile(context, '/proc/stat', stolenTime(context, 0.1));
  if (!wrapper) return;
  const { record, folder } = await provoke(context, ONE, ANSWERS, { wrapper });
  assertRaised(trialOf(record), 'steal');
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /The hypervisor took up to/);
  const said = await doctorSays(context, wrapper);
  assert.equal(said.get('steal')?.level, 'doubtful');
});

test('a hypervisor that takes little: doctor agrees with the trial that follows', async (context) => {
  // Five ticks of each core in 3 s, give or take one: the threshold is 1.3%.
  const wrapper = otherFile(context, '/proc/stat', stolenTime(context, 0.019));
  if (!wrapper) return;
  const said = await doctorSays(context, wrapper);
  assert.equal(said.get('steal')?.level, 'doubtful', said.get('steal')?.text);
  assertRaised(trialOf(await recordOf(context, [...ONE, '--duration', '3'], ANSWERS, { wrapper })), 'steal');
});

test('a hypervisor that takes next to nothing', async (context) => {
  // Less than one tick in the whole test: one on each core in the same second would be a percent of it.
  const wrapper = otherFile(context, '/proc/stat', stolenTime(context, 0.0001));
  if (!wrapper) return;
  const trial = trialOf(await recordOf(context, ONE, ANSWERS, { wrapper }));
  assert.ok(!codesOf(trial).includes('steal'));
});

test('a control group with the time of half a core', async (context) => {
  const wrapper = limitedGroup(context, 0.5);
  if (!wrapper) return;
  const record = await recordOf(context, ['--connections', '10', '--policy', 'rr'], ANSWERS, { wrapper });
  assert.equal(record.host.cgroupCpuLimit, 0.5);
  assert.ok(hostCodes(record).includes('cgroup-limit'));
  assert.deepEqual(
    record.cells.map(({ workers }) => workers),
    [1, 2],
    'defaults count at least one core',
  );
  const trial = trialOf(record);
  const costs = costsOfTrial(cellOf(record, trial), trial);
  const limit = trial.limits.find(({ setBy }) => setBy === 'host')?.limit;
  assert.ok(costs && limit);
  assert.ok(Math.abs((limit * costs.hostMs) / 1000 - 0.5) < 1e-9, 'the limit is that of half a core');
  const said = await doctorSays(context, wrapper);
  assert.equal(said.get('cgroup-limit')?.level, 'doubtful');
});

test('a cpuset of one core: limits, defaults and figures are for that core alone', async (context) => {
  const whole = cpus().length;
  if (whole < 2) return context.skip('the host has one CPU');
  const wrapper = ['taskset', '-c', String(first)];
  const args = ['--connections', '10', '--policy', 'rr'];
  const record = await recordOf(context, args, ANSWERS, { wrapper });
  const { cores, hostCores, coreThreads } = record.host;
  assert.deepEqual({ cores, hostCores, coreThreads }, { cores: 1, hostCores: whole, coreThreads: [[first]] });
  assert.deepEqual(
    record.cells.map(({ workers }) => workers),
    [1, 2],
  );
  const trial = trialOf(record);
  assert.equal(trial.cpu.cores.length, 1);
  const costs = costsOfTrial(cellOf(record, trial), trial);
  const limit = trial.limits.find(({ setBy }) => setBy === 'host')?.limit;
  assert.ok(costs && limit);
  assert.ok(Math.abs((limit * costs.hostMs) / 1000 - 1) < 1e-9, 'the limit is that of one core');
  const said = await doctorSays(context, wrapper);
  assert.deepEqual(
    [said.get('cores')?.level, said.get('cores')?.numbers],
    ['note', { cores: 1, hostCores: whole }],
  );
});

test('a control group with the time of every core', async (context) => {
  const cores = allowed.length || cpus().length;
  const wrapper = limitedGroup(context, cores);
  if (!wrapper) return;
  const record = await recordOf(context, ONE, ANSWERS, { wrapper });
  const { cgroupCpuLimit } = record.host;
  assert.ok(cgroupCpuLimit !== null);
  if (cgroupCpuLimit < cores) return context.skip('a parent group has less');
  assert.ok(!hostCodes(record).includes('cgroup-limit'));
  const said = await doctorSays(context, wrapper);
  assert.equal(said.get('cgroup-limit')?.level, 'fine');
});

/** A server that lets the client close the connection, whose port is then in TIME_WAIT. */
const LEAVES_OPEN = {
  open: `require('net').createServer({ allowHalfOpen: false }, (socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nok')).on('error', () => {});
  }).listen(process.env.PORT);`,
};

const NEW_CONNECTIONS = ['--scenario', 'new-connections', '--workers', '1', '--connections', '20'];

test('one connection per request, and few local ports', async (context) => {
  const wrapper = fewPorts(context, 300);
  if (!wrapper) return;
  const trial = trialOf(
    await recordOf(context, [...NEW_CONNECTIONS, '--max-errors', '100%'], LEAVES_OPEN, { wrapper }),
  );
  assertRaised(trial, 'ports-near-end');
  assert.equal(trial.sockets?.localPorts, 300);
});

test('one connection per request, and more ports than there is time for', async (context) => {
  const wrapper = fewPorts(context, 30_000);
  if (!wrapper) return;
  const trial = trialOf(await recordOf(context, NEW_CONNECTIONS, LEAVES_OPEN, { wrapper }));
  assert.ok(!codesOf(trial).includes('ports-near-end'), JSON.stringify(trial.warnings));
  assert.ok((trial.sockets?.timeWait ?? 0) > 0, 'the client closes first');
});
