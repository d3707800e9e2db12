/**
 * Checks every command in README and docs/ up to the first process that it would start. Links lead to files, and
 * lists are complete.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import parseLine from 'string-argv';
import { builtInApps } from '../../../targets/apps/index.ts';
import { comparisonCodes } from '../../commands/compare.ts';
import { exitCodes } from '../../commands/exit-codes.ts';
import { commandNames } from '../../commands/index.ts';
import { agentConfig } from '../../config/agent.ts';
import { optionsOf } from '../../config/options/index.ts';
import type { CommandName } from '../../config/options/option.ts';
import { isOffered, namesOf } from '../../config/options/option.ts';
import { isRunOptionName, runOptionNames, runOptions } from '../../config/options/run.ts';
import { redisAddress } from '../../config/redis-address.ts';
import { diagnostics } from '../../judge/diagnostics/index.ts';
import { CLIENT_REPLACED, cellDiagnostics } from '../../judge/judge-run.ts';
import { microConfig } from '../../micro/micro.ts';
import { REDIS_RULES } from '../../run/redis-acl.ts';
import { SITTINGS_DIFFER } from '../../stats/common-shift.ts';
import { metricNames } from '../../stats/metrics/index.ts';
import {
  commands,
  documentedEnvironment,
  documentedFolder,
  namedFile,
  onThisHost,
  ownCommands,
  pages,
} from '../testing/documented.ts';
import { redisForTests } from '../testing/redis.ts';
import { runHere } from '../testing/run-here.ts';

/** Commands that start processes have a dry run. */
const PLANNED: readonly string[] = ['run', 'ab', 'nightly'];
/** These have none, and measure this host: only their flags are checked. */
const MEASURING: readonly string[] = ['doctor', 'micro'];

const appNames = builtInApps.map(({ name }) => name);

/** wordsOf returns the words of a documented line, without shell syntax. */
function wordsOf(line: string): string[] {
  const own = line
    .replace(/^npx cluster-bench/, '')
    .replace(/ +#.*$/, '')
    .replace(/ \|\| .*$/, '')
    .replace('$(command -v node)', process.execPath);
  return parseLine(own);
}

const commandOf = ([word = 'run']: readonly string[]): string => (commandNames.includes(word) ? word : 'run');

/** checkFlags is as strict as the command itself. */
function checkFlags(name: string, words: readonly string[]): void {
  const options = Object.entries(optionsOf(name as CommandName)).map(
    ([flag, { kind }]) => [flag, { type: kind.takes === 'switch' ? 'boolean' : 'string' }] as const,
  );
  const { values } = parseArgs({ args: words.slice(1), options: Object.fromEntries(options), strict: true });
  if (name === 'micro') microConfig(values, appNames, '/');
}

/** An agent goes on until somebody ends it. */
function checkAgent(words: readonly string[]): void {
  checkFlags('agent', words);
  const flags = Object.fromEntries(
    words.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), words[index + 1]]] : [])),
  );
  agentConfig(flags, { cwd: '/', env: documentedEnvironment, usable: null });
}

/** withOwnRedis checks the address of a Redis that tests do not have, and starts one instead. */
function withOwnRedis(words: readonly string[]): string[] {
  const at = words.indexOf('--redis');
  if (at < 0) return [...words];
  redisAddress(words[at + 1] ?? '', '--redis', documentedEnvironment);
  return words.toSpliced(at, 2, '--start-redis');
}

for (const page of pages) {
  const found = ownCommands(page).map(wordsOf);
  if (found.length === 0) continue;
  test(`the commands of ${page} are valid`, async (context) => {
    if (found.some((words) => words.includes('--agents')) && !redisForTests(context)) return;
    const cwd = await documentedFolder(context, page);
    for (const words of found) {
      const name = commandOf(words);
      const line = words.join(' ');
      if (MEASURING.includes(name)) checkFlags(name, words);
      else if (name === 'agent') checkAgent(words);
      else if (name !== 'completion') {
        const isPlan = PLANNED.includes(name) && !words.includes('--help');
        const args = isPlan ? [...withOwnRedis(onThisHost(words)), '--dry-run'] : words;
        const { code, output } = await runHere(args, { cwd, env: documentedEnvironment });
        assert.equal(code, 0, `${line}: ${output}`);
        assert.ok(output.length > 0, line);
        if (isPlan) assert.match(output, /dry run: nothing was started\n$/, line);
      }
    }
  });
}

test('the page of scenarios shows the whole example', () => {
  const shown = namedFile('docs/scenarios.md', 'visitor.ts');
  assert.equal(shown, readFileSync('docs/examples/todo-list/visitor.ts', 'utf8'));
});

test('the page of the library shows the whole example', () => {
  const shown = namedFile('docs/library.md', 'workers.mjs');
  assert.equal(shown, readFileSync('docs/examples/library/workers.mjs', 'utf8'));
});

test('the page of load agents shows the rights that a started Redis gives them', () => {
  const [, shown = ''] =
    /^ACL SETUSER bench on >PASSWORD (.*?)^```$/ms.exec(readFileSync('docs/distributed.md', 'utf8')) ?? [];
  assert.equal(shown.trim().split(/\s+/).join(' '), REDIS_RULES);
});

test('README begins with the two commands for a fresh clone', () => {
  assert.deepEqual(commands('README.md').slice(0, 2), [
    'npm ci && npx cluster-bench --workers 1,8,16',
    'npm ci && npm test',
  ]);
});

test('the findings quoted in README are in the report that it links to', () => {
  const quoted = readFileSync('README.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('> - '))
    .map((line) => line.slice(2));
  assert.ok(quoted.length >= 3);
  const report = readFileSync('docs/examples/report/report.md', 'utf8').split('\n');
  for (const line of quoted) assert.ok(report.includes(line), line);
});

test('the page of the command line names every flag that takes a value, and every exit code', async () => {
  const text = readFileSync('docs/command-line.md', 'utf8');
  const names = await namesOf(runOptions);
  for (const name of runOptionNames) {
    assert.equal(text.includes(`--${name}`), isOffered(runOptions[name], names[name]), `--${name}`);
  }
  for (const code of Object.values(exitCodes)) assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});

test('the page of warnings names every code that the harness raises', () => {
  const codes = [
    ...[...diagnostics, ...cellDiagnostics].map(({ code }) => code),
    CLIENT_REPLACED,
    SITTINGS_DIFFER,
    'uncompressed',
    'implausible',
    'too-many-errors',
  ];
  assert.equal(new Set(codes).size, codes.length, 'no code has two meanings');
  const page = readFileSync('docs/warnings.md', 'utf8');
  for (const code of codes) assert.match(page, new RegExp(`^### \`${code}\`$`, 'm'));
});

test('relative links and pictures lead to files', () => {
  for (const page of pages) {
    const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^https?:/.test(target)) continue;
      assert.ok(existsSync(resolve(dirname(page), target)), `${page} links to ${target}`);
    }
  }
});

test('the page of comparisons names every flag of compare and every exit code, that of gates every metric', () => {
  const text = readFileSync('docs/compare.md', 'utf8');
  for (const name of Object.keys(optionsOf('compare'))) assert.ok(text.includes(`--${name}`), `--${name}`);
  const gates = readFileSync('docs/gates.md', 'utf8');
  for (const name of metricNames()) assert.ok(gates.includes(`\`${name}\``), name);
  for (const code of Object.values(comparisonCodes))
    assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});

test('the page of ab names every flag of its own and every exit code', () => {
  const text = readFileSync('docs/ab.md', 'utf8');
  const own = Object.keys(optionsOf('ab')).filter((name) => !isRunOptionName(name));
  for (const name of own) assert.match(text, new RegExp(`--${name}\\b`), `--${name}`);
  for (const code of Object.values(exitCodes)) assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});
