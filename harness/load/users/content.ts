/** How a value is written inside a body, by the body's content type. */

export type Escape = (value: string) => string;

const asJson: Escape = (value) => JSON.stringify(value).slice(1, -1);
const asIs: Escape = (value) => value;

/** escapeFor returns how to write a value into a body with these headers: escaped in JSON, encoded in a form. */
export function escapeFor(headers: Readonly<Record<string, string>>): Escape {
  const [, type = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  if (/json/i.test(type)) return asJson;
  return /x-www-form-urlencoded/i.test(type) ? encodeURIComponent : asIs;
}
