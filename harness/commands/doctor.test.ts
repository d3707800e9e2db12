import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runHere } from '../dev/testing/run-here.ts';
import type { HostCheck } from '../host/checks/host-check.ts';
import { paletteFor } from '../terminal/palette.ts';
import { doctorText } from './doctor.ts';

const plain = paletteFor({}, {});
const checks: readonly HostCheck[] = [
  { code: 'steal', level: 'fine', text: 'nothing was taken', numbers: {}, advice: null },
  { code: 'boost', level: 'note', text: 'whether it boosts is unknown', numbers: {}, advice: null },
  { code: 'governor', level: 'doubtful', text: 'it is powersave', numbers: {}, advice: 'set it, as root' },
];

test('a log has words, and the advice below', () => {
  assert.equal(
    doctorText(checks, { isTerminal: false, columns: 80, palette: plain }),
    `ok       steal     nothing was taken
note     boost     whether it boosts is unknown
doubtful governor  it is powersave
                   -> set it, as root

Figures measured here now would be disturbed: governor.
`,
  );
});

test('a terminal has signs, and lines no longer than it is wide', () => {
  const text = doctorText(checks.slice(0, 2), { isTerminal: true, columns: 31, palette: plain });
  assert.equal(
    text,
    `✓ steal  nothing was taken
· boost  whether it boosts is
         unknown

This host is fit for measuring.
`,
  );
});

test('this host, as text and as JSON: every check, and an exit code that says the same', async (context) => {
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
    assert.match(text.output, new RegExp(`^(ok|note|doubtful) +${code} `, 'm'));
    assert.ok(page.includes(`\`${code}\``), `docs/doctor.md has ${code}`);
  }
  // What is doubtful may change from one second to the next; what the sentence says may not differ from the code.
  assert.match(text.output, text.code === 0 ? /^This host is fit/m : /^Figures measured here now would be/m);
  assert.ok(text.output.split('\n').every((line) => line.length <= 80));
});

test('what is no flag of it is refused', async (context) => {
  const { code, output } = await runHere(['doctor', '--jsno'], { cwd: temporaryFolder(context) });
  assert.deepEqual([code, output], [2, 'cluster-bench: unknown flag --jsno; did you mean --json?\n']);
});
