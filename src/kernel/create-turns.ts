/** Makes a function whose calls resolve one after the other, each in a turn of the event loop of its own: between two of them others are served. */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return function takeTurn() {
    last = last.then(nextTurn);
    return last;
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
