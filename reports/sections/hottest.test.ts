import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../../harness/records/run.ts';
import { groupResults } from '../groups.ts';
import { exampleRecord } from '../testing/example-record.ts';
import { markdownText } from '../testing/renderings.ts';
import { hottestSection } from './hottest.ts';

const record = exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 1 });

const taken: Profile = {
  cell: 'cluster-2-rr',
  status: 'ok',
  startedAt: '2026-03-01T12:10:00.000Z',
  file: 'profiles/cluster-2-rr.cpuprofile',
  pid: 1234,
  instance: 1,
  durationSeconds: 10,
  sampleCount: 7_980,
  idleSeconds: 2,
  throughput: 4_000,
  hottest: [
    { name: 'a|b', package: '(app)', place: 'lib/<b>.js', line: 42, selfSeconds: 4, selfShare: 0.5 },
    { name: 'writev', package: '(native)', place: '', line: null, selfSeconds: 0.0123, selfShare: 0.0015 },
  ],
  packages: [
    { package: '(app)', selfSeconds: 7.9, selfShare: 0.9875 },
    { package: '(native)', selfSeconds: 0.0123, selfShare: 0.0015 },
  ],
};

function shown(profiles: readonly Profile[]): string {
  const [group] = groupResults(record);
  assert.ok(group);
  return markdownText(hottestSection(group, profiles));
}

test('a profile has its functions, its packages, its file and what the profiler cost', () => {
  const text = shown([taken]);
  assert.match(
    text,
    /`cluster-2-rr` \(worker 1, pid 1234\): 7,980 samples in 10\.0 s, idle for 20%, at 4,000 req\/s \([−+][\d.]+% against the measured trials\)\. Profile: \[`profiles\/cluster-2-rr\.cpuprofile`\]\(profiles\/cluster-2-rr\.cpuprofile\)/,
  );
  assert.match(
    text,
    /\| <code>a&#124;b<\/code> +\| \(app\) +\| <code>lib\/&#60;b&#62;\.js:42<\/code> +\| +4,000 +\| +50\.0% +\|/,
  );
  assert.match(text, /\| `writev` +\| \(native\) +\| +\| +12\.3 +\| +0\.2% +\|/);
  assert.match(text, /By package: \(app\) 99%\./, 'what is below 1% is left out');
});

test('a profile that is missing says why, and a run without profiles has no section', () => {
  const text = shown([{ cell: 'single', status: 'missing', reason: 'the worker ended' }]);
  assert.match(text, /`single`: no profile, because the worker ended\./);
  assert.equal(shown([]).trim(), '');
});
