/** A list that is put in order with buttons: by mouse, by touch, and by keyboard alike. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { useScope } from "./session.ts";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly texts: readonly string[];
  readonly order: readonly number[];
  readonly disabled: boolean;
  /** Which places are right, where that is told. */
  readonly right: readonly boolean[] | null;
  readonly change: (order: number[]) => void;
}

export function Arrange({ id, label, texts, order, disabled, right, change }: Props): JSX.Element {
  const { session, t } = useScope();
  const wanted = useRef<string | null>(null);
  function move(place: number, by: number): void {
    const next = [...order];
    const item = next.splice(place, 1)[0]!;
    next.splice(place + by, 0, item);
    const edge = place + by === 0 ? "down" : place + by === order.length - 1 ? "up" : by < 0 ? "up" : "down";
    wanted.current = `${id}-${item}-${edge}`;
    change(next);
    session.set({ said: t("moved", { what: texts[item]!, place: place + by + 1, total: order.length }) });
  }
  // As soon as the list is drawn anew, and before another key can come: the focus stays with what was moved.
  useLayoutEffect(() => {
    if (wanted.current !== null) document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (
    <ol class="arrange" aria-label={label}>
      {order.map((item, place) => (
        <li key={item} class={right === null ? "" : right[place] ? "is-right" : "is-wrong"}>
          <span class="place" aria-hidden="true">{place + 1}</span>
          <span class="what">
            {texts[item]}
            {right !== null && <span class="sr"> ({t(right[place] ? "answer_right" : "answer_wrong")})</span>}
          </span>
          <span class="moves">
            {([["up", -1], ["down", 1]] as const).map(([way, by]) => (
              <button
                type="button"
                id={`${id}-${item}-${way}`}
                class="square"
                disabled={disabled || order[place + by] === undefined}
                aria-label={t(way, { what: texts[item]! })}
                onClick={() => move(place, by)}
              >
                <Icon name={way} />
              </button>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
