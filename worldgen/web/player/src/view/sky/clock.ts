/** The time by which waves, rain and light under water move, in seconds; it stands still under reduced motion. */
export const CLOCK = { value: 0 };
