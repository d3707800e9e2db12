/**
 * Environment variables in requests. The process that sends a request expands them, so that configurations, records and
 * messages between processes hold the variable's name and never its value.
 */
import type { RequestChanges } from '../../../scenarios/request-changes.ts';
import { escapeFor } from './content.ts';
import { partsOf, type SentRequests } from './sent-requests.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** `$NAME`, `${NAME}`, and `$$` for a dollar. */
const IN_HEADER = /\$(?:\$|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;
/** `${NAME}` alone, since GraphQL has variables such as `$id`; `$${` is a literal `${`. */
const IN_BODY = /\$\$\{|\$\{([A-Za-z_]\w*)\}/g;

/** variablesIn returns the names of all variables that the requests use, each once. */
export function variablesIn(sent: SentRequests): string[] {
  const names = partsOf(sent).flatMap((part) => [
    ...Object.values(part.headers).flatMap((value) => namesIn(value, IN_HEADER)),
    ...(part.body !== null && 'text' in part.body ? namesIn(part.body.text, IN_BODY) : []),
  ]);
  return [...new Set(names)];
}

/** variablesInHeader returns the names of the variables in a header's value. */
export function variablesInHeader(value: string): string[] {
  return namesIn(value, IN_HEADER);
}

/** withVariables returns the requests with the values of their variables. @throws {Error} if one is not set */
export function withVariables(sent: SentRequests, env: Variables): SentRequests {
  const { requests } = sent;
  const expand = <Part extends RequestChanges>(part: Part) => expandedPart(part, env);
  return {
    ...sent,
    changes: expand(sent.changes),
    requests: requests && { ...requests, requests: requests.requests.map(expand) },
  };
}

/** literally returns a header's value, or a body, with its dollars escaped: nothing in it is a variable. */
export const literally = {
  header: (value: string) => value.replaceAll('$', '$$$$'),
  body: (text: string) => text.replaceAll('${', '$$${'),
};

function expandedPart<Part extends RequestChanges>(part: Part, env: Variables): Part {
  const { headers, body } = part;
  const written = escapeFor(headers);
  return {
    ...part,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace(IN_HEADER, (_, braced?: string, bare?: string) => {
          const variable = braced ?? bare;
          return variable === undefined ? '$' : setValue(variable, env);
        }),
      ]),
    ),
    body:
      body === null || !('text' in body)
        ? body
        : {
            text: body.text.replace(IN_BODY, (_, variable?: string) =>
              variable === undefined ? '${' : written(setValue(variable, env)),
            ),
          },
  };
}

function setValue(variable: string, env: Variables): string {
  const value = env[variable];
  if (value === undefined) throw new Error(`the environment variable ${variable} is not set`);
  return value;
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, one, other]) => one ?? other ?? []);
}
