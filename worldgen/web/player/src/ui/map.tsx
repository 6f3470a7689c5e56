/** The world from above, with its stations as numbers; the list beside it says the same in words. */

import type { JSX } from "preact";
import type { Lesson } from "../lesson/data.ts";
import { worldNow } from "./world.ts";
import { useScope } from "./session.ts";
import { inOrder, numberOf } from "./words.ts";

export function MapView({ go }: { readonly go: (station: string) => void }): JSX.Element {
  const { shown, lesson, say, t } = useScope();
  const seen = worldNow()?.map() ?? null;
  const half = lesson.size / 2;
  const pins = apart(lesson);
  const place = (x: number, z: number): JSX.CSSProperties => ({
    left: `${((x + half) / lesson.size) * 100}%`,
    top: `${((z + half) / lesson.size) * 100}%`,
  });
  return (
    <div class="map" dir="ltr">
      {seen?.image != null ? <img src={seen.image} alt={t("map_alt")} /> : <Plain />}
      {inOrder(lesson).map((one) => {
        const at = pins.get(one.id);
        if (at === undefined) return null;
        const open = shown.now.open.includes(one.id);
        return (
          <button
            key={one.id}
            type="button"
            class={`pin ${shown.state.at === one.id ? "is-here" : ""} ${open ? "" : "is-shut"}`}
            style={place(at[0], at[1])}
            disabled={!open}
            aria-label={`${say.number(numberOf(lesson, one.id))}. ${t("go_to", { stop: say.text(one.title) })}`}
            onClick={() => go(one.id)}
          >
            {say.number(numberOf(lesson, one.id))}
          </button>
        );
      })}
      {seen !== null && (
        <span class="person" role="img" aria-label={t("map_here")} style={{ ...place(seen.person[0], seen.person[2]), transform: `translate(-50%, -50%) rotate(${-seen.yaw}rad)` }}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 20 21 12 16 4 21Z" /></svg>
        </span>
      )}
    </div>
  );
}

const NEAREST = 0.16; // of the map's width between two pins: a finger must meet only one

/** Returns where the pins of the stations stand: at their places, moved apart where they would overlap. */
function apart(lesson: Lesson): Map<string, readonly [number, number]> {
  const least = NEAREST * lesson.size;
  const edge = lesson.size * 0.45;
  const inside = (value: number): number => Math.max(-edge, Math.min(edge, value));
  const spots = lesson.stations.flatMap((one) => {
    const at = lesson.names.find((name) => name.id === one.id)?.at;
    return at === undefined ? [] : [{ id: one.id, x: inside(at[0]), z: inside(at[2]) }];
  });
  for (let round = 0; round < 40; round += 1) {
    for (const [i, a] of spots.entries()) {
      for (const b of spots.slice(i + 1)) {
        const far = Math.hypot(b.x - a.x, b.z - a.z);
        if (far >= least) continue;
        const [x, z] = far > 0 ? [(b.x - a.x) / far, (b.z - a.z) / far] : [1, 0];
        const by = (least - far) / 2;
        [a.x, a.z, b.x, b.z] = [inside(a.x - x * by), inside(a.z - z * by), inside(b.x + x * by), inside(b.z + z * by)];
      }
    }
  }
  return new Map(spots.map((one) => [one.id, [one.x, one.z]]));
}

/** Where there is no picture of the world: its named places as soft spots of colour. */
function Plain(): JSX.Element {
  const { lesson, t } = useScope();
  const half = lesson.size / 2;
  const areas = lesson.names.filter((one) => one.role === "area" && one.radius !== undefined && !["land", "sea"].includes(one.id));
  const things = lesson.names.filter((one) => one.role === "thing" || one.role === "building");
  return (
    <svg class="plain-map" viewBox={`${-half} ${-half} ${lesson.size} ${lesson.size}`} role="img" aria-label={t("map_alt")}>
      {areas.map((one) => <circle cx={one.at[0]} cy={one.at[2]} r={one.radius} />)}
      {things.map((one) => <rect x={one.at[0] - half / 90} y={one.at[2] - half / 90} width={half / 45} height={half / 45} />)}
    </svg>
  );
}
