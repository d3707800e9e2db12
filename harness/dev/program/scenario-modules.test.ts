/** Scenarios of modules, against real apps. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { LoadFigures } from '../../records/run.ts';
import { recordIn, temporaryFolder } from '../testing/cli.ts';
import { ledgerSides, loadServer, type TestLoad } from '../testing/load.ts';
import { runHere } from '../testing/run-here.ts';
import { scenarioFile, scriptedUser } from '../testing/scenario-file.ts';

const EXAMPLE = resolve('docs/examples/todo-list');
const VISITOR = join(EXAMPLE, 'visitor.ts');
const SHORT = ['--workers', '1', '--proxy', 'none', '--trials', '1', '--connections', '8', '--duration', '1'];

async function run(context: TestContext, scenarios: readonly string[], args: readonly string[]) {
  const cwd = temporaryFolder(context);
  const app = ['--app', join(EXAMPLE, 'server.js'), '--scenario', scenarios.join(',')];
  const { code, output } = await runHere([...app, ...SHORT, '--warmup', '0.5', ...args], { cwd });
  const record = recordIn(join(cwd, 'run'));
  const trialOf = (scenario: string) => {
    const cell = record.cells.find((one) => one.scenario === scenario);
    return record.trials.find((trial) => trial.cell === cell?.id);
  };
  return { code, output, record, trialOf };
}

/** Checks what holds in any loop of the example, and returns its figures. */
function visitsIn({ record, trialOf, output }: Awaited<ReturnType<typeof run>>): LoadFigures {
  const trial = trialOf('visitor');
  const load = trial?.status === 'ok' ? trial.load : assert.fail(output);
  const [left, right] = ledgerSides(load);
  assert.equal(left, right, 'every request ended, or was in flight at the end');
  assert.deepEqual(Object.values(load.errors).filter(Boolean), [], JSON.stringify(load.checks));
  const labels = load.byLabel.map(({ label }) => label);
  for (const label of ['GET /tasks', 'POST /tasks', 'DELETE /tasks/:id']) {
    assert.ok(labels.includes(label), label);
  }
  for (const { label, inFlightAtStart, sent, completed, unfinished } of load.byLabel) {
    assert.equal(inFlightAtStart + sent, completed + unfinished, label);
  }
  const byLabel = load.byLabel.reduce((sum, { completed }) => sum + completed, 0);
  assert.equal(byLabel, load.completed);
  assert.ok(load.iterations && load.iterations.completed > 0 && load.iterations.failed === 0);
  assert.ok(load.iterations.duration.p50 >= 20, 'the users think for 20 ms or more');
  const scenario = record.plan.scenarios.find(({ name }) => name === 'visitor');
  assert.equal(scenario?.sends, 'the requests of visitor.ts');
  assert.match(scenario?.sendsHash ?? '', /^[0-9a-f]{64}$/);
  return load;
}

test('the example registers, logs in, lists, creates and deletes; a login that fails for everyone ends its trial', async (context) => {
  const stranger = scenarioFile(
    context,
    `export default defineScenario({
      *user() {
        yield get('/tasks', { expect: { statuses: [401] } });
        yield post('/login', { json: { name: 'nobody', password: '' } });
      },
    });`,
    'stranger.ts',
  );
  const done = await run(context, [VISITOR, stranger], []);
  visitsIn(done);
  assert.deepEqual(
    done.record.plan.scenarios.map(({ metric }) => metric),
    ['iterations', 'iterations'],
  );
  assert.equal(done.code, 1, 'a trial failed');
  const trial = done.trialOf('stranger');
  assert.match(
    trial?.status === 'failed' ? trial.reason : '',
    /^every iteration failed during the warm-up of 0.5 s \(\d+ iterations\): POST \/login responded with 401, "wrong name or password"/,
    done.output,
  );
});

test('a rate starts iterations of the example, whose p99 decides', async (context) => {
  const done = await run(context, [VISITOR], ['--rate', '60', '--arrivals', 'fixed']);
  const load = visitsIn(done);
  assert.equal(done.code, 0, done.output);
  assert.equal(load.offeredRate, 60);
  assert.equal(done.record.plan.scenarios[0]?.metric, 'iteration-p99');
});

test('a module that does not compile is refused before anything starts', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runHere(['--scenario', scenarioFile(context, 'const = 7;'), '--dry-run'], {
    cwd,
  });
  assert.equal(code, 2);
  assert.match(output.replace(/\s+/g, ' '), /visitor.ts:3: Expected identifier but found "="/);
});

const kept = { connections: 'kept', arrivals: 'closed' } as const;

/** Loads a server with the users of a script. */
async function loaded(
  context: TestContext,
  script: string,
  respond: RequestListener,
  job: TestLoad['job'] = {},
) {
  const server = createServer(respond);
  let connections = 0;
  server.on('connection', () => connections++);
  const user = await scriptedUser(context, script);
  const load = await loadServer(context, server, {
    job: { mode: kept, connections: 4, ...job, user },
    windowMs: 1_000,
  });
  return { load, connections };
}

test('a throw fails its user’s request once, and the books balance', async (context) => {
  const script = `
    yield get('/a');
    const { status } = yield get('/b');
    check(status !== 200 || context.connection > 0, 'refused by user 0');
    yield get('/c');`;
  const { load } = await loaded(context, script, (_, response) => setTimeout(() => response.end('well'), 2));
  const [refused, ...others] = load.checks;
  assert.deepEqual([refused?.message, others], ['refused by user 0', []]);
  assert.equal(refused?.count, load.errors.check);
  assert.equal(load.iterations?.failed, load.errors.check, 'each ends one iteration');
  const failedIn = (label: string) => load.byLabel.find((one) => one.label === label)?.errors.check;
  assert.deepEqual(['GET /a', 'GET /b', 'GET /c'].map(failedIn), [0, load.errors.check, 0]);
  const [left, right] = ledgerSides(load);
  assert.equal(left, right);
});

test('connections per iteration: each iteration opens one, which its requests share', async (context) => {
  const seen = new Map<unknown, string[]>();
  const script = `yield get('/a'); yield get('/b'); yield pause(0.01);`;
  const { load, connections } = await loaded(
    context,
    script,
    ({ socket, url = '' }, response) => {
      seen.set(socket, [...(seen.get(socket) ?? []), url]);
      response.end('well');
    },
    { mode: { connections: 'per-iteration', arrivals: 'closed' } },
  );
  const ended = load.iterations?.completed ?? 0;
  assert.ok(ended > 10 && connections > ended, `${connections} connections, ${ended} iterations`);
  const finished = [...seen.values()].filter((urls) => urls.length > 1);
  assert.deepEqual([...new Set(finished.map((urls) => urls.join()))], ['/a,/b']);
});
