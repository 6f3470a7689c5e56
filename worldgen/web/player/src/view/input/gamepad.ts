/** A gamepad: left stick walks, right stick looks, A chooses, B cancels, Y next thing, back resets. */
import { eased, type Hand } from "./intent.ts";
import type { Deed } from "./keys.ts";

const BUTTONS: readonly (readonly [number, Deed])[] = [[0, "choose"], [1, "cancel"], [3, "next"], [2, "previous"], [8, "reset"]];

export function gamepad(act: (deed: Deed) => void): Hand {
  const down = new Set<number>();
  const press = (pad: Gamepad): void => {
    for (const [button, deed] of BUTTONS) {
      const pressed = pad.buttons[button]?.pressed ?? false;
      if (pressed && !down.has(button)) act(deed);
      if (pressed) down.add(button);
      else down.delete(button);
    }
  };
  return {
    want(intent) {
      for (const pad of navigator.getGamepads?.() ?? []) {
        if (!pad || pad.mapping !== "standard") continue;
        press(pad);
        const [x = 0, y = 0, turn = 0, tilt = 0] = pad.axes;
        intent.aside += eased(x);
        intent.ahead -= eased(y);
        intent.turning -= eased(turn);
        intent.tilting -= eased(tilt);
        intent.fast ||= pad.buttons[10]?.pressed ?? false;
      }
    },
    rest: () => down.clear(),
    dispose: () => down.clear(),
  };
}
