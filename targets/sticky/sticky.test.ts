/** Policy `sticky` with real workers and clients of many addresses. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import {
  addresses,
  ask,
  builtIn,
  onLinux,
  pidsOf,
  startSticky,
} from '../../harness/dev/testing/sticky-cluster.ts';

test(
  'no byte is lost: neither the first ones, nor the response to a client that closed its half',
  onLinux,
  async (context) => {
    const folder = temporaryFolder(context);
    const script = join(folder, 'echo.cjs');
    writeFileSync(
      script,
      `require('net').createServer({ allowHalfOpen: true }, (socket) => {
      const chunks = [];
      socket.on('data', (chunk) => chunks.push(chunk)).on('end', () => socket.end(Buffer.concat(chunks)));
    }).listen(+process.env.PORT);`,
    );
    const { port } = await startSticky(context, { name: 'echo', script }, 2);
    await Promise.all(
      addresses.map(async (localAddress) => {
        const sent = `${localAddress} `.repeat(10_000);
        const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
        socket.end(sent); // as soon as it is connected
        let echoed = '';
        for await (const chunk of socket.setEncoding('utf8')) echoed += chunk;
        assert.equal(echoed, sent);
      }),
    );
  },
);

test(
  'clients of a crashed worker go to another until it is back; those of others stay',
  onLinux,
  async (context) => {
    const { port, target } = await startSticky(context, { ...builtIn('http') }, 3);
    const before = await pidsOf(port);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    await target.broken;
    const during = await pidsOf(port);
    for (const [index, pid] of before.entries()) {
      if (pid === victim) assert.notEqual(during[index], victim);
      else assert.equal(during[index], pid);
    }
    let after = await pidsOf(port);
    while (!isBack(before, after, victim)) after = await pidsOf(port);
    const successor = after[0];
    assert.deepEqual(
      after,
      before.map((pid) => (pid === victim ? successor : pid)),
    );
  },
);

/** Whether all clients of the victim have moved to one new process. */
function isBack(before: readonly number[], after: readonly number[], victim: number): boolean {
  const now = new Set(after.filter((_, index) => before[index] === victim));
  return now.size === 1 && [...now].every((pid) => !before.includes(pid));
}

test('sessions in memory are never missed on new connections', onLinux, async (context) => {
  const { port } = await startSticky(context, builtIn('http'), 4);
  const login = { path: '/login', method: 'POST', body: '{"user":"Ann"}' };
  const statuses = addresses.map(async (address) => {
    const { cookie = '' } = await ask(port, address, login);
    const dashboard = { path: '/dashboard', headers: { cookie } };
    return [await ask(port, address, dashboard), await ask(port, address, dashboard)].map(
      ({ status }) => status,
    );
  });
  assert.deepEqual((await Promise.all(statuses)).flat(), new Array(128).fill(200));
});
