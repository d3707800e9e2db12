/** Real runs that load a server which already runs: in Python, and behind nginx. */
import assert from 'node:assert/strict';
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isAlive } from '../../processes/alive.ts';
import { freePorts } from '../../processes/free-ports.ts';
import type { OkTrial } from '../../records/run.ts';
import { recordIn, temporaryFolder } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { runHere } from '../testing/run-here.ts';

const PYTHON = `
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '7')
        self.end_headers()
        self.wfile.write(b'welcome')
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
open('port', 'w').write(str(server.server_address[1]))
server.serve_forever()
`;

/** Starts a process outside of the harness's own, which each trial ends. */
function startedBeside(
  context: TestContext,
  command: string,
  args: readonly string[],
  options: SpawnOptions,
) {
  const child = spawn(command, args, { ...options, stdio: 'ignore' });
  const ended = once(child, 'exit');
  context.after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { pid: child.pid ?? 0, ended };
}

async function attachTo(url: string, cwd: string, ...flags: string[]) {
  const words = ['--attach', url, '--connections', '4', '--load-processes', '1', '--trials', '1'];
  const { code, output } = await runHere([...words, '--duration', '1', '--warmup', '0', ...flags], { cwd });
  const record = recordIn(join(cwd, 'run'));
  const [trial] = record.trials;
  assert.ok(trial?.status === 'ok', `${code}: ${output}`);
  return { code, record, trial };
}

const rolesOf = ({ processes }: OkTrial) => processes.map(({ role }) => role).sort();

test('a server in Python: its CPU and memory, nothing started, nothing stopped', async (context) => {
  if (spawnSync('python3', ['--version']).status !== 0) return context.skip('python3 is not installed');
  const cwd = temporaryFolder(context);
  const server = startedBeside(context, 'python3', ['-c', PYTHON], { cwd });
  const port = await eventually(() => readFileSync(join(cwd, 'port'), 'utf8'), server.ended);
  const { code, record, trial } = await attachTo(
    `http://localhost:${port}/any`,
    cwd,
    ...['--expect-body', 'welcome', '--before-trial', 'echo reset >> resets'],
  );
  assert.equal(code, 0);
  assert.deepEqual(
    record.cells.map(({ id, app, topology, workers }) => [id, app, topology, workers]),
    [['attached', `localhost-${port}`, 'attached', 1]],
  );
  assert.deepEqual(record.plan.apps[0], {
    name: `localhost-${port}`,
    source: `http://localhost:${port}/any`,
    args: [],
    nodeArgs: [],
    attached: 'here',
  });
  assert.deepEqual(rolesOf(trial), ['worker']);
  assert.ok((trial.processes[0]?.rssBytes ?? 0) > 1e6);
  assert.ok((trial.cpu.coresByRole.target ?? 0) > 0);
  assert.equal(trial.processes[0]?.requests, null, 'nothing counts its requests');
  assert.ok(!trial.warnings.some((warning) => /agent-silent|target-unseen/.test(warning.code)));
  assert.equal(readFileSync(join(cwd, 'resets'), 'utf8'), 'reset\n');
  assert.equal(trial.processes[0]?.pid, server.pid);
  assert.ok(isAlive(server.pid), 'it still runs');
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /on the same running server/);
});

test('a server behind nginx: nginx is what listens', async (context) => {
  const command = nginxForTests(context);
  if (command === null) return;
  const cwd = temporaryFolder(context, 0o711);
  const app = createServer((_, response) => response.end('behind')).listen(0, '127.0.0.1');
  context.after(() => app.close());
  await once(app, 'listening');
  const [port = 0] = await freePorts(1);
  const { port: upstream } = app.address() as AddressInfo;
  const configuration = join(cwd, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off; worker_processes 2; pid ${cwd}/pid; error_log stderr; events {}
     http { access_log off; server {
       listen 127.0.0.1:${port};
       location / { proxy_pass http://127.0.0.1:${upstream}; }
     } }`,
  );
  startedBeside(context, command, ['-p', cwd, '-c', configuration, '-e', 'stderr'], {});
  const { trial } = await attachTo(`http://127.0.0.1:${port}/`, cwd, '--client-addresses', '4');
  assert.deepEqual(rolesOf(trial), ['primary', 'worker', 'worker']);
  assert.equal(trial.load.client, 'direct');
});

/** Settles with the first non-empty text that can be read. */
async function eventually(read: () => string, ended: Promise<unknown>): Promise<string> {
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  for (;;) {
    try {
      const text = read();
      if (text !== '') return text;
    } catch {
      assert.ok(!isOver, 'the server ended before it listened');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
