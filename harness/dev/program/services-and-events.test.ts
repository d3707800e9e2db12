/**
 * A real trial of an app that depends on a service, in a topology with a setting, and loses a worker inside the
 * window.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { windowEvents } from '../../../scenarios/events/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import type { ScenarioModule } from '../../../scenarios/scenario.ts';
import { services } from '../../../targets/services/index.ts';
import type { SettingValues } from '../../../targets/setting.ts';
import { cluster } from '../../../targets/topologies/cluster.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { commandContext } from '../../commands/command-context.ts';
import { bundleModule } from '../../config/scenarios/bundle-module.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import { isAlive } from '../../processes/alive.ts';
import { executeRun } from '../../run/run.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { addMember } from '../testing/made-up.ts';
import { scenarioFile } from '../testing/scenario-file.ts';

/** Responds with what the service handed over, and writes its pid to a folder. */
const SERVER = `
  const { createServer } = require('node:http');
  const { writeFileSync } = require('node:fs');
  createServer((_, response) => response.end(process.env.LARDER + ' in the ' + process.env.HALL))
    .listen(process.env.PORT, () => writeFileSync(process.env.PIDS + '/' + process.pid, ''));`;

interface Seen {
  /** Processes of the app, and the service's own, that were alive when the service was disposed of. */
  readonly whenDisposed: { app: number; service: boolean }[];
  readonly settings: SettingValues[];
}

function addMembers(context: TestContext, pids: string, module: ScenarioModule): Seen {
  const seen: Seen = { whenDisposed: [], settings: [] };
  addMember(context, topologies, {
    ...cluster,
    name: 'troupe',
    settings: { tempo: { about: 'how fast', default: 'fast', takes: ['fast', 'slow'] } },
    start: (app, place) => {
      seen.settings.push(place.settings);
      return cluster.start(app, place);
    },
  });
  addMember(context, services, {
    name: 'larder',
    summary: 'what they eat',
    start: async ({ spawn }) => {
      const child = spawn({
        name: 'the larder',
        command: process.execPath,
        args: [
          '-e',
          'const busy = () => { for (const end = Date.now() + 5; Date.now() < end;); }; setInterval(busy, 20)',
        ],
      });
      let asked = 0;
      return {
        env: { LARDER: 'bread' },
        version: '3',
        figures: async () => ({ asked: ++asked }),
        broken: child.exited.then(() => ({ reason: 'the larder is empty', lastLines: [] })),
        [Symbol.asyncDispose]: async () => {
          const app = readdirSync(pids).filter((pid) => isAlive(Number(pid))).length;
          seen.whenDisposed.push({ app, service: isAlive(child.pid) });
        },
      };
    },
  });
  addMember(context, windowEvents, {
    name: 'faint',
    noun: 'faint',
    summary: 'the first one falls',
    needs: ['killWorker'],
    run: async ({ killWorker }) => ({ pid: await killWorker(0) }),
  });
  const [first] = scenarios;
  assert.ok(first);
  addMember(context, scenarios, {
    ...first,
    name: 'supper',
    module,
    services: ['larder'],
    appEnv: { HALL: 'great hall', PIDS: pids },
    events: [{ event: 'faint', atSeconds: 0.4 }],
    expectedFailures: ['reset', 'closed', 'connect'],
  });
  return seen;
}

test('services start before the app and stop after it, and a kill by an event does not fail the trial', async (context) => {
  const folder = temporaryFolder(context);
  const [pids, out] = [join(folder, 'pids'), join(folder, 'run')];
  for (const path of [pids, out]) mkdirSync(path);
  const script = join(folder, 'server.cjs');
  writeFileSync(script, SERVER);
  // Load processes know only scenarios of our list and of modules.
  const file = scenarioFile(context, 'export default defineScenario({ request: get("/") });');
  const seen = addMembers(context, pids, await bundleModule(file, file));
  const flags = {
    ...{
      app: script,
      scenario: 'supper',
      topology: 'troupe',
      set: 'tempo=slow',
      policy: 'rr',
      proxy: 'none',
      workers: '2',
    },
    ...{ path: '/', 'expect-body': 'bread in the great hall', client: 'direct', connections: '4' },
    ...{ trials: '1', duration: '1.5', warmup: '0', 'load-processes': '1', out },
  };
  const host = await detectCapabilities();
  const around = commandContext();
  const run = await resolvedHere(await readUserConfig(flags, {}, folder), { ...around, cwd: folder }, host);
  const { record } = await executeRun(run, host, {
    watch: () => {},
    signal: new AbortController().signal,
  });
  const [trial] = record.trials;
  assert.ok(trial?.status === 'ok', JSON.stringify(trial));
  assert.equal(trial.cell, 'cluster-2-rr:tempo=slow');
  assert.deepEqual(seen.settings, [{ tempo: 'slow' }]);
  assert.deepEqual(seen.whenDisposed, [{ app: 0, service: true }]);
  assert.deepEqual(trial.services, [
    {
      ...{ name: 'larder', version: '3', settings: {}, overWindow: {} },
      figures: { asked: { atStart: 1, atEnd: 2 } },
    },
  ]);
  assert.ok(trial.cpu.coresByRole.service > 0);
  assert.equal(trial.processes.filter(({ role }) => role === 'service').length, 1);
  const [{ name, detail, cost } = assert.fail(), ...others] = trial.events;
  assert.deepEqual([name, others], ['faint', []]);
  assert.ok(readdirSync(pids).includes(String(detail.pid)), 'a worker of the app');
  assert.equal(trial.load.throughput, trial.load.completedPerSecond);
  const { accounts, load, phases } = trial;
  assert.ok(accounts !== null && accounts.notNoted === 0);
  const { correct, wrong, lost, unavailable, unfinished } = accounts;
  assert.deepEqual([correct, unfinished, wrong], [load.completed, load.unfinished, 0]);
  const failed = Object.values(lost).reduce((sum, count) => sum + count, unavailable);
  assert.equal(load.inFlightAtStart + load.sent, correct + failed + unfinished, 'the accounts balance');
  assert.deepEqual(
    phases.map(({ name }) => name),
    ['before', 'during faint', 'after faint'],
  );
  assert.equal(cost?.leastWorkers, 1);
});
