// The clock of a test, put into a page before its own program. Once it is held, the frames of the page come when the test says
// so, twenty in a second of the world, and of those that pass at once only the last picture is drawn: a walk takes as many
// steps as ever and no time to look at them.
(() => {
  const BEAT_S = 0.05;
  const [ask, forget] = [requestAnimationFrame.bind(window), cancelAnimationFrame.bind(window)];
  const waiting = new Map();
  let [held, now, last] = [false, 0, 0];
  window.requestAnimationFrame = (frame) => (held ? (waiting.set((last -= 1), frame), last) : ask(frame));
  window.cancelAnimationFrame = (frame) => (frame < 0 ? waiting.delete(frame) : forget(frame));

  /** Let one beat pass; returns what it would have drawn. */
  function beat(renderer) {
    const strokes = [];
    const { render } = renderer;
    renderer.render = (...what) => strokes.push([renderer.getRenderTarget(), what]);
    now += 1000 * BEAT_S;
    const frames = [...waiting.values()];
    waiting.clear();
    for (const frame of frames) frame(now);
    renderer.render = render;
    return strokes;
  }

  window.beats = {
    /** Take the clock in hand, after the frames that are under way. */
    hold: () => new Promise((done) => ask(() => ((held = true), (now = performance.now()), ask(() => done())))),

    /** Let so many seconds pass, and draw how it is then, or do not look. */
    pass(seconds, drawn = true) {
      const { renderer } = worldgen.world.stage;
      let picture = [];
      for (let left = Math.max(1, Math.round(seconds / BEAT_S)); left > 0; left -= 1) {
        const strokes = beat(renderer);
        if (strokes.length) picture = strokes;
      }
      for (const [target, what] of drawn ? picture : []) {
        renderer.setRenderTarget(target);
        renderer.render(...what);
      }
    },
  };
})();
