import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { runCli, temporaryFolder } from '../dev/testing/cli.ts';
import { writeRecord } from '../records/journal.ts';

test('report --open hands the page to the browser', {
  skip: process.platform !== 'linux',
}, async (context) => {
  const cwd = realpathSync(temporaryFolder(context));
  await writeRecord(cwd, exampleRecord({ workers: [1], proxies: ['none'] }));
  const browser = join(cwd, 'browser');
  const opened = join(cwd, 'opened');
  // Renamed when it is whole: a watcher sees a file as soon as it exists.
  writeFileSync(browser, `#!/bin/sh\necho "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`, {
    mode: 0o755,
  });
  const changes = watch(cwd);
  context.after(() => changes.close());

  const { code, output } = await runCli(['report', '.', '--open'], {
    cwd,
    env: { BROWSER: browser, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });

  assert.equal(code, 0, output);
  while (!existsSync(opened)) await once(changes, 'change');
  assert.equal(readFileSync(opened, 'utf8').trim(), join(cwd, 'report.html'));
});
