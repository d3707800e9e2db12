/** The requirements of topologies for apps, events and settings, checked before anything starts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashLoop } from '../../scenarios/events/crash-loop.ts';
import type { WindowEvent } from '../../scenarios/events/index.ts';
import { primaryDeath } from '../../scenarios/events/primary-death.ts';
import { cluster } from '../../targets/topologies/cluster.ts';
import { clusterNaive } from '../../targets/topologies/cluster-naive.ts';
import { own } from '../../targets/topologies/own.ts';
import { pm2 } from '../../targets/topologies/pm2/pm2.ts';
import { processes } from '../../targets/topologies/processes.ts';
import { single } from '../../targets/topologies/single.ts';
import type { Topology } from '../../targets/topology.ts';
import { controlMissing } from './events.ts';
import { changedSettings, refuseInvalidSettings, settingCombinations } from './settings.ts';

const HOST = { platform: 'linux', nodeVersions: ['v20.19.0'], programs: {} } as const;
const SCRIPT = { https: false, isCommand: false, isBuiltIn: false };
const deploy = {
  name: 'deploy',
  noun: 'rolling restart',
  summary: '',
  needs: ['restart'],
  run: async () => ({}),
} as const;

function missingUnder(topology: Topology, set: string[]): string | null {
  const asked = set.map((value) => ({ name: 'deploy_signal', values: [value] }));
  const [settings = {}] = settingCombinations([topology], asked);
  return controlMissing(deploy, {
    name: topology.name,
    controls: topology.controls,
    obstacle: (control) => topology.controlObstacle?.(control, settings) ?? null,
  });
}

test('a deploy of an app that forks its own workers needs the name of a signal', () => {
  assert.equal(
    missingUnder(own, []),
    'deploy cannot run: name the signal that makes the app restart its workers, such as --set deploy_signal=SIGUSR2',
  );
  assert.equal(missingUnder(own, ['SIGHUP']), null);
  assert.equal(missingUnder(cluster, []), null);
});

test('a topology that cannot run an event says what it cannot do, and which ones can', () => {
  const reasonOf = (event: WindowEvent, { name, controls }: Topology) =>
    controlMissing(event, { name, controls: [...controls, 'misbehave'], obstacle: () => null });
  assert.equal(
    reasonOf(deploy, clusterNaive),
    'deploy cannot run: cluster-naive cannot restart its workers one at a time; use cluster, processes behind a proxy, own or pm2',
  );
  assert.equal(
    reasonOf(crashLoop, single),
    'crash-loop cannot run: single does not replace a worker that ended; use cluster or pm2',
  );
  assert.match(
    reasonOf(primaryDeath, processes) ?? '',
    /: processes has no primary; use cluster, cluster-naive, own or pm2$/,
  );
});

test('a setting that its topology does not take is refused', () => {
  const refused = (topology: Topology, name: string, value: string) => () =>
    refuseInvalidSettings([{ name, values: [value] }], [topology], { origin: '--set' });
  assert.throws(
    refused(own, 'deploy_signal', 'SIGKILL'),
    /takes a signal such as SIGUSR2, or none, not "SIGKILL"/,
  );
  assert.throws(refused(own, 'deploy_signal', 'USR2'), /takes a signal/);
  assert.throws(
    refused(cluster, 'watchdog', '10ms'),
    /takes a duration of at least 1s such as 5s or 1500ms, or off/,
  );
  assert.throws(refused(cluster, 'backoff', 'no'), /takes on, off, not "no"/);
  assert.throws(refused(pm2, 'kill_timeout', '1600'), /takes a duration such as 5s or 1500ms, not "1600"/);
});

test('a duration has one form, and the default is no change', () => {
  const asked = [{ name: 'kill_timeout', values: ['1.6s', '2000ms'] }];
  const changed = settingCombinations([pm2], asked).map((values) => changedSettings([pm2], values));
  assert.deepEqual(changed, [{}, { kill_timeout: '2s' }]);
});

test('a topology names what it lacks, and how to get it', () => {
  assert.equal(pm2.obstacle?.(HOST, SCRIPT), 'pm2 is not installed (npm install --save-dev pm2)');
  assert.match(pm2.obstacle?.(HOST, { ...SCRIPT, isCommand: true }) ?? '', /forks a script, not a command/);
  assert.match(own.obstacle?.(HOST, { ...SCRIPT, isBuiltIn: true }) ?? '', /a built-in app forks no workers/);
  assert.equal(own.obstacle?.(HOST, SCRIPT), null);
});
