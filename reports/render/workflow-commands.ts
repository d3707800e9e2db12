/** Renders annotations as workflow commands, which GitHub's runner reads from both streams of a step. */
import { clipped } from '../clipped.ts';
import { counted } from '../format.ts';
import type { Annotation } from '../github/annotation.ts';
import { plainLine, plainText } from './plain-text.ts';

/** GitHub shows the first 10 errors and the first 10 warnings of a step. */
const MOST = 10;
const LONGEST_MESSAGE = 1_000;

/** A line for each, errors first. Of more than GitHub shows, the last line says how many are left out. */
export function renderWorkflowCommands(annotations: readonly Annotation[]): string {
  return (['error', 'warning'] as const)
    .flatMap((level) => shown(annotations.filter((one) => one.level === level)))
    .map(commandOf)
    .join('');
}

function shown(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MOST) return annotations;
  const kept = annotations.slice(0, MOST - 1);
  const message = `${counted(annotations.length - kept.length, `more ${first.level}`)}: the summary of this step has them`;
  return [...kept, { level: first.level, title: 'And more', message }];
}

function commandOf({ level, title, message }: Annotation): string {
  const text = clipped(plainText(message).trim(), LONGEST_MESSAGE);
  return `::${level} title=${property(`cluster-bench: ${plainLine(title)}`)}::${data(text)}\n`;
}

/** As the runner's ActionCommand decodes them. */
function data(text: string): string {
  return text.replace(/[%\r\n]/g, encoded);
}

function property(text: string): string {
  return text.replace(/[%\r\n:,]/g, encoded);
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
