import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { doctorDocument } from '../../reports/doctor/document.ts';
import { terminalText } from '../../reports/testing/renderings.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runHere } from '../dev/testing/run-here.ts';
import type { HostCheck } from '../host/checks/host-check.ts';

const checks: readonly HostCheck[] = [
  { code: 'steal', level: 'fine', text: 'nothing was taken', numbers: {}, advice: null, fix: null },
  {
    code: 'boost',
    level: 'note',
    text: 'whether it boosts is unknown',
    numbers: {},
    advice: null,
    fix: null,
  },
  {
    code: 'governor',
    level: 'doubtful',
    text: 'it is powersave',
    numbers: {},
    advice: 'set it, as root',
    fix: null,
  },
];

test('prints a line for each check with its advice, and whether the host is fit', () => {
  assert.equal(
    terminalText(doctorDocument(checks)),
    `- ok steal: nothing was taken
- note boost: whether it boosts is unknown
- doubtful governor: it is powersave → set it, as root

Measurements on this host would be noisy now: governor.
`,
  );
  assert.match(terminalText(doctorDocument(checks.slice(0, 2))), /\n\nThis host is fit for measuring\.\n$/);
});

test('checks this host, as text and as JSON, with an exit code that agrees', async (context) => {
  const cwd = temporaryFolder(context);
  const [text, json] = [await runHere(['doctor'], { cwd }), await runHere(['doctor', '--json'], { cwd })];
  const { fit, checks: found, host } = JSON.parse(json.output);
  assert.equal(json.code, fit ? 0 : 1);
  assert.equal(
    fit,
    found.every(({ level }: HostCheck) => level !== 'doubtful'),
  );
  assert.ok(host.cores >= 1);
  const page = readFileSync('docs/doctor.md', 'utf8');
  for (const { code } of found as HostCheck[]) {
    assert.match(text.output, new RegExp(`^- (ok|note|doubtful) ${code}: `, 'm'));
    assert.ok(page.includes(`\`${code}\``), `docs/doctor.md has ${code}`);
  }
  // A check may change from one second to the next, but the sentence must agree with the exit code.
  assert.match(
    text.output,
    text.code === 0 ? /^This host is fit/m : /^Measurements on this host would be noisy/m,
  );
  assert.ok(text.output.split('\n').every((line) => line.length <= 80));
});

test('--fix prints what sh can read in place of the checks, and runs none of it', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runHere(['doctor', '--fix'], { cwd });
  assert.ok([0, 1].includes(code));
  assert.match(output, /^# (Commands that quiet this host|There is no command)/);
  execFileSync('sh', ['-n'], { input: output });
  assert.doesNotMatch(output, /^- ok /m);
});

test('an unknown flag is refused', async (context) => {
  const { code, output } = await runHere(['doctor', '--jsno'], { cwd: temporaryFolder(context) });
  assert.deepEqual([code, output], [2, 'cluster-bench: unknown flag --jsno; did you mean --json?\n']);
});
