/** The options of a run -> the table of flags in docs/command-line.md. */
import { optionsOf } from '../config/options/index.ts';
import type { KnownNames } from '../config/options/known-names.ts';
import {
  aboutText,
  flagText,
  isOffered,
  namesOf,
  type Option,
  shownDefault,
} from '../config/options/option.ts';

const [BEGIN, END] = ['<!-- flags: npm run schema -->', '<!-- /flags -->'];

/** withFlagTable returns the page with an up-to-date table. @throws Error if the marks are missing */
export async function withFlagTable(page: string): Promise<string> {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`the page has no place for its flags: ${BEGIN} ... ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n\n${await flagTable()}\n\n${page.slice(to)}`;
}

async function flagTable(): Promise<string> {
  const options = optionsOf('run');
  const names = await namesOf(options);
  const offered = Object.entries<Option>(options).filter(([name, option]) => isOffered(option, names[name]));
  const rows = offered.map(([name, option]) => {
    const known = names[name];
    const value = option.kind.takes === 'switch' ? '' : ` ${exampleOf(option, known)}`;
    return [
      `\`${flagText(name, option)}${value}\``,
      cell(defaultOf(option, known)),
      cell(aboutText(option, known)),
    ] as const;
  });
  return tableOf(['flag', 'default', 'meaning'], rows);
}

function exampleOf(option: Option, names: KnownNames | undefined): string {
  return option.example ?? shownDefault(option, names) ?? 'VALUE';
}

function defaultOf(option: Option, names: KnownNames | undefined): string {
  // A list that marks its default does not state it elsewhere.
  return shownDefault(option, names) || /^\[(.*?)\]/.exec(aboutText(option, names))?.[1] || '';
}

/** Escape `|`, which ends a cell, and `<`, which begins a tag. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
