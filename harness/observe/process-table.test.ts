import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProcPidStat, parsePsLine, readProcessTable } from './process-table.ts';

test('/proc/PID/stat, with a name that contains parentheses and spaces', () => {
  const line =
    '4242 (a) (b c) S 1 4240 4240 0 -1 4194304 100 0 0 0 150 50 7 18 20 0 11 0 12345 1000000 256 18446744073709551615';
  assert.deepEqual(parseProcPidStat(line, 4_096), {
    pid: 4242,
    ppid: 1,
    pgid: 4240,
    cpuSeconds: 2,
    endedChildrenCpuSeconds: 0.25,
    rssBytes: 1_048_576,
  });
});

test('ps, with hundredths as on macOS, and with hours and days', () => {
  assert.deepEqual(parsePsLine('  77    75    70   0:05.25   2048'), {
    pid: 77,
    ppid: 75,
    pgid: 70,
    cpuSeconds: 5.25,
    endedChildrenCpuSeconds: 0,
    rssBytes: 2_097_152,
  });
  assert.equal(parsePsLine('77 75 70 1-02:03:04 8').cpuSeconds, 86_400 + 2 * 3_600 + 3 * 60 + 4);
});

test('this process is in the table, with its CPU time and memory', async () => {
  const own = (await readProcessTable()).find(({ pid }) => pid === process.pid);
  const { user, system } = process.cpuUsage();
  assert.ok(own);
  assert.ok(Math.abs(own.cpuSeconds - (user + system) / 1e6) < 0.1);
  assert.ok(Math.abs(own.rssBytes / process.memoryUsage.rss() - 1) < 0.2);
});
