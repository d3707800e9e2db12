import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { counted, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { agrees, type SessionMisses, sessionMisses } from '../sessions.ts';
import { named } from './naming.ts';

/** Users who met workers without their session, against the prediction for independent users. */
export function sessionFindings(group: Group): Text[] {
  const rows = sessionMisses(group);
  const [first] = rows;
  if (first === undefined) return [];
  const figures = rows.map(
    ({ cell, measured, predicted }) =>
      text`${code(cell.variant)} ${percent(measured)} (predicted ${percent(predicted)})`,
  );
  const lead = strong(`Responses with 401, ${counted(first.users, 'user')}`);
  const rule =
    'The prediction is 1 − Σ p² over the workers’ shares p of the requests. It holds for many independent users.';
  return [text`${lead}: ${joined(figures, '; ')}. ${rule}`, ...staying(rows), ...inTurns(rows)];
}

function staying(rows: readonly SessionMisses[]): Text[] {
  const found = rows.filter((row) => !agrees(row) && row.measured === 0);
  if (found.length === 0) return [];
  const each = found.length === 1 ? 'it' : 'each of them';
  return [
    text`${strong('No 401')} in ${named(found)}: under ${each} every user stayed with the worker that knows the session.`,
  ];
}

function inTurns(rows: readonly SessionMisses[]): Text[] {
  const found = rows.filter((row) => !agrees(row) && row.measured > 0);
  if (found.length === 0) return [];
  return [
    text`${strong('Not as predicted')}: ${named(found)}. These users did not meet workers independently. Few users form a pattern, because connections are placed in turns: use more ${code('--connections')}.`,
  ];
}
