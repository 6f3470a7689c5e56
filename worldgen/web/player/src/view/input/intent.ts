/** What a person wants at this moment, whatever they hold in their hands. */

export interface Intent {
  /** -1 to 1: ahead, to the right. */
  ahead: number;
  aside: number;
  /** Radians to turn and to tilt at once (a drag), positive to the left and upward. */
  turn: number;
  tilt: number;
  /** -1 to 1: turning and tilting for as long as a key is held. */
  turning: number;
  tilting: number;
  fast: boolean;
}

/** One thing in a person's hands; it adds what it wants and says whether it wanted anything. */
export interface Hand {
  want(intent: Intent): void;
  /** Let go of everything. */
  rest(): void;
  dispose(): void;
}

/** Return what all hands want together. */
export function wanted(hands: readonly Hand[]): Intent {
  const intent: Intent = { ahead: 0, aside: 0, turn: 0, tilt: 0, turning: 0, tilting: 0, fast: false };
  for (const hand of hands) hand.want(intent);
  const long = Math.hypot(intent.ahead, intent.aside);
  if (long > 1) [intent.ahead, intent.aside] = [intent.ahead / long, intent.aside / long];
  return intent;
}

/** Return a stick's value without the play around its middle. */
export function eased(value: number, play = 0.18): number {
  return Math.abs(value) < play ? 0 : (Math.sign(value) * (Math.abs(value) - play)) / (1 - play);
}
