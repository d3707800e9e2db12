/** Parses about 35 MB of JSON, like an endpoint that takes large documents. */

const PARSES = 25;

/** 1.4 MB of records. */
const document = JSON.stringify(
  Array.from({ length: 10_000 }, (_, id) => ({
    id,
    name: `User ${id}`,
    email: `user${id}@example.com`,
    tags: ['a', 'b', 'c'],
    active: id % 2 === 0,
    address: { city: 'Turin', zip: String(10_000 + id) },
  })),
);

export function parseJson(): void {
  for (let parsed = 0; parsed < PARSES; parsed++) JSON.parse(document);
}
