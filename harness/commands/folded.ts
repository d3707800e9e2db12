/** A sentence in lines that end between words. @param indent of all lines but the first */
export function folded(sentence: string, columns: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < columns)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : `${indent}${word}`);
  }
  return lines;
}
