/** Options of a run: what is sent, and what a correct response is. */
import { expectedHeaders, headersIn } from '../requests/headers.ts';
import { methodOf } from '../requests/method.ts';
import { requestPath } from '../values.ts';
import { flag, numbers, oneAmong, parsed, parsedTexts, text, wholeTexts } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { everywhere } from './ranges.ts';

const requests = { group: 'Requests:', commands: everywhere } as const;

export const requestOptions = {
  path: {
    ...requests,
    about: 'request path instead of the scenario’s, such as /users',
    kind: parsed(requestPath),
    example: '/users',
  },
  method: {
    ...requests,
    alias: 'X',
    about: 'request method',
    kind: parsed(methodOf),
    otherwise: 'GET, or POST with a body',
    example: 'PUT',
  },
  header: {
    ...requests,
    alias: 'H',
    about: "header of every request, such as 'authorization: Bearer $TOKEN'; repeatable",
    kind: parsedTexts(headersIn),
    mayBeginWithDash: true,
    example: "'NAME: VALUE'",
  },
  data: {
    ...requests,
    alias: 'd',
    about: 'body to POST, or @file; repeatable, joined by &',
    kind: wholeTexts,
    mayBeginWithDash: true,
    isFileAfterAt: true,
    example: 'name=ann',
  },
  json: {
    ...requests,
    about: 'body to POST as JSON, or @file',
    kind: wholeTexts,
    mayBeginWithDash: true,
    isFileAfterAt: true,
    example: `'{"id":1}'`,
  },
  compressed: { ...requests, about: 'accept compressed responses, and decode them', kind: flag },
  'expect-status': {
    ...requests,
    about: 'status codes of a correct response, such as 301',
    kind: numbers({ min: 200, max: 599, whole: true }),
    otherwise: '2xx',
    example: '301',
  },
  'expect-body': {
    ...requests,
    about: 'text that every correct response contains',
    kind: text,
    mayBeginWithDash: true,
    example: 'TEXT',
  },
  'expect-header': {
    ...requests,
    about: 'text in a header of every correct response; repeatable',
    kind: parsedTexts(expectedHeaders),
    example: "'content-type: json'",
  },
  requests: {
    ...requests,
    about: 'requests to send: a HAR recording, or a JSON list',
    kind: text,
    isFile: true,
    otherwise: 'the scenario’s own',
    example: 'list.json',
  },
  'data-file': {
    ...requests,
    about: 'CSV file; {{column}} in a request is a value of its next row',
    kind: text,
    isFile: true,
    example: 'users.csv',
  },
  'data-order': {
    ...requests,
    about: (names) => `order of its rows: ${names.join(', ')}`,
    kind: oneAmong(knownNames.dataOrders),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    example: 'random',
  },
} as const satisfies Record<string, Option>;
