/** A correct answer to `GET /api/users`: a JSON list, not empty, whose every entry is an object with an `id`. */
export function isUserList(body: string): boolean {
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch {
    return false;
  }
  return (
    Array.isArray(list) && list.length > 0 && list.every((user) => Object(user) === user && 'id' in user)
  );
}
