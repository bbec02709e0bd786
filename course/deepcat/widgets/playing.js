// Playing: ask for the next piece of work only when the last has come, so that a stop is heard.

export const SLOWEST = 700; // ms between pictures for those who ask for less motion

// `ask` sends for one piece; `heard` is called at each frame; `onChange` when it starts or stops.
export function player({ ask, onChange, signal, rest = 0, wait = setTimeout }) {
  let isPlaying = false;
  let turn = 0; // an older turn's timer does nothing
  const next = () => {
    turn += 1;
    const mine = turn;
    wait(() => isPlaying && mine === turn && !signal.aborted && ask(), rest);
  };
  const set = (wanted) => {
    if (isPlaying === wanted) return;
    isPlaying = wanted;
    onChange(isPlaying);
    if (isPlaying) ask();
  };
  return {
    toggle: () => set(!isPlaying),
    stop: () => set(false),
    heard: () => isPlaying && next(),
    get isPlaying() {
      return isPlaying;
    },
  };
}

// How long to rest between two pictures.
export function restOf(wantsLessMotion) {
  return wantsLessMotion ? SLOWEST : 0;
}

// Keep so many pieces on their way that Python never waits for the page; `ask` is told how many
// it has done in all.
export function piecesAhead(send, ahead) {
  let sent = 0;
  return (done) => {
    sent = Math.max(sent, done); // an older page may have sent some
    for (; sent - done < ahead; sent += 1) send();
  };
}
