/** inTurn returns a function that runs actions one after the other, in the order of its calls. */
export function inTurn(): (act: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (act) => {
    const done = last.then(act);
    // A failure concerns its own caller.
    last = done.catch(() => {});
    return done;
  };
}
