/** Requests by method: `get('/users')`, `post('/users', { json: { name: 'Ann' } })`. */
import { type Request, type RequestOptions, request } from './request.ts';

/** OtherOptions describes a request whose method and path are given. */
export type OtherOptions = Omit<RequestOptions, 'method' | 'path'>;

type Method = (path: string, options?: OtherOptions) => Request;

const requestBy =
  (method: string): Method =>
  (path, options = {}) =>
    request({ ...options, method, path });

export const get: Method = requestBy('GET');
export const post: Method = requestBy('POST');
export const put: Method = requestBy('PUT');
export const patch: Method = requestBy('PATCH');
/** DELETE: `delete` is a word of the language. */
export const del: Method = requestBy('DELETE');
