/** Whether a text is as a pattern says, in which `*` stands for any part of it, and all else for itself. */
export function fitsPattern(pattern: string, text: string): boolean {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}
