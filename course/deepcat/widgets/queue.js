// At most one state is on its way to Python; while it is, only the newest of the others is kept.

export function newestOnly(send) {
  let waiting = false;
  let newest = null;
  return {
    ask(state) {
      if (waiting) {
        newest = state;
        return;
      }
      waiting = true;
      send(state);
    },
    // A frame has come.
    acknowledge() {
      waiting = false;
      if (newest === null) return;
      const next = newest;
      newest = null;
      this.ask(next);
    },
    forget() {
      newest = null;
    },
    get waiting() {
      return waiting;
    },
  };
}
