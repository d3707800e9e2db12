/** An app that compresses its responses behind nginx alone: the run says first that its variants cannot be compared. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { runHere } from '../testing/run-here.ts';

const SERVER = `
  const { createServer } = require('node:http');
  const { gzipSync } = require('node:zlib');
  const body = JSON.stringify(Array(500).fill('a long list'));
  createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (!request.headers['x-forwarded-for']) return response.end(body);
    response.setHeader('Content-Encoding', 'gzip').end(gzipSync(body));
  }).listen(process.env.PORT);`;

test('variants that respond differently are named first', async (context) => {
  if (nginxForTests(context) === null) return;
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.cjs'), SERVER);
  const args = ['--app', './server.cjs', '--path', '/', '--workers', '1', '--topology', 'single'];
  const load = ['--connections', '4', '--trials', '1', '--duration', '1', '--warmup', '0'];
  const { code, output } = await runHere([...args, ...load], { cwd });
  assert.equal(code, 0, output);
  assert.match(
    output.replace(/\s+/g, ' '),
    /! Responses differ: nginx\+single does not respond as single does: content-encoding gzip instead of none, \S+ instead of 7,001 bytes; their figures are not of the same work/,
  );
  const [callout] = /> \[!WARNING\][\s\S]*?\n\n/.exec(readFileSync(join(cwd, 'run/report.md'), 'utf8')) ?? [];
  assert.match(callout ?? '', /^> \[!WARNING\]\n> (- )?\*\*Responses differ\*\*/);
});
