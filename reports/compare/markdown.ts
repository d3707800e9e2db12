/** comparison.md: the outcome in words, then what it rests on. A pure function of the comparison. */
import type { Comparison } from '../../harness/comparison.ts';
import type { UndrawnChart } from '../charts/charts.ts';
import { code, escaped } from '../escape.ts';
import { counted } from '../format.ts';
import type { CompareChart } from './charts.ts';
import { compareFindings } from './findings.ts';
import { outcome } from './headline.ts';
import { howToReadComparison } from './how-to-read.ts';
import { cellNames, short } from './names.ts';
import { sidesTable } from './sides.ts';
import { differencesTable, gatesTable, othersTable, verdictTable } from './table.ts';

/** A comment on GitHub holds 65,536 characters. */
const LIMIT = 60_000;

/**
 * The comparison in GitHub's Markdown, ending in a newline: short enough for a comment on a pull request, where the
 * metrics that do not gate are left out if they do not fit.
 *
 * @param charts pictures that lie beside the file; what is not among them is not shown
 * @param undrawn pictures that should be there and are not, with the reason
 */
export function renderComparison(
  comparison: Comparison,
  charts: readonly CompareChart[] = [],
  undrawn: readonly UndrawnChart[] = [],
): string {
  const whole = written(comparison, charts, undrawn, othersTable(comparison));
  return whole.length <= LIMIT ? whole : written(comparison, charts, undrawn, null);
}

function written(
  comparison: Comparison,
  charts: readonly CompareChart[],
  undrawn: readonly UndrawnChart[],
  others: string | null,
): string {
  const { base, head, gates, onlyInBase, onlyInHead } = comparison;
  const findings = compareFindings(comparison);
  return blocks([
    `## ${escaped(sentence(outcome(comparison)))}`,
    `${code(short(head.label))} (head) against ${code(short(base.label))} (base)${spentOn(comparison)}.`,
    acrossHosts(comparison),
    verdictTable(comparison),
    bullets(findings),
    section('### Gates', gatesTable(gates)),
    section('### The sides differ in more than the change', differencesTable(comparison)),
    ...charts.map(({ file, alt }) => `![${escaped(alt)}](${encodeURI(file)})`),
    onlyIn('base', onlyInBase),
    onlyIn('head', onlyInHead),
    others === null
      ? 'The metrics that do not gate would make this text too long: they are in `comparison.json`.'
      : details('Other metrics', others),
    details('The sides', sidesTable(comparison)),
    details('How to read this', howToReadComparison(comparison)),
    bullets(undrawn.map(({ file, reason }) => `Not drawn: ${code(file)}: ${escaped(short(reason))}`)),
    `Written by ${escaped(short(comparison.tool.name))} ${escaped(short(comparison.tool.version))}; every figure comes from \`comparison.json\`.`,
  ]);
}

/** `, 3 runs against 2`, or how many pairs. */
function spentOn({ base, head, cells, method }: Comparison): string {
  if (method.name === 'paired-sequential') {
    const pairs = cells.flatMap((cell) => cell.pairs ?? []);
    if (pairs.length === 0) return '';
    const [low, high] = [Math.min(...pairs), Math.max(...pairs)];
    return `, ${low === high ? '' : `${low} to `}${counted(high, 'pair')} of trials a setup`;
  }
  return `, ${counted(head.runs.length, 'run')} against ${counted(base.runs.length, 'run')}`;
}

function acrossHosts({ acrossHosts: across }: Comparison): string {
  return across
    ? [
        '> [!WARNING]',
        '> **The sides ran on different hosts.** What differs below may be the hosts and not the code: the same code on two hosts differs by more than most changes do. No verdict here says which.',
      ].join('\n')
    : '';
}

function onlyIn(side: string, ids: readonly string[]): string {
  return ids.length === 0 ? '' : `Only in the ${side}, and not compared: ${cellNames(ids)}.`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function details(summary: string, body: string): string {
  return body === '' ? '' : `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function section(heading: string, body: string): string {
  return body === '' ? '' : `${heading}\n\n${body}`;
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((text) => `- ${text}`).join('\n');
}

function blocks(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
