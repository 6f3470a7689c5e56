/** The world from above, with its stations as numbers; the list beside it says the same in words. */

import type { JSX } from "preact";
import { worldNow } from "./world.ts";
import { useScope } from "./session.ts";
import { inOrder, numberOf } from "./words.ts";

export function MapView({ go }: { readonly go: (station: string) => void }): JSX.Element {
  const { shown, lesson, say, t } = useScope();
  const seen = worldNow()?.map() ?? null;
  const half = lesson.size / 2;
  const place = (x: number, z: number): JSX.CSSProperties => ({
    left: `${((x + half) / lesson.size) * 100}%`,
    top: `${((z + half) / lesson.size) * 100}%`,
  });
  return (
    <div class="map" dir="ltr">
      {seen?.image != null ? <img src={seen.image} alt={t("map_alt")} /> : <Plain />}
      {inOrder(lesson).map((one) => {
        const at = lesson.names.find((name) => name.id === one.id)?.at;
        if (at === undefined) return null;
        const open = shown.now.open.includes(one.id);
        return (
          <button
            key={one.id}
            type="button"
            class={`pin ${shown.state.at === one.id ? "is-here" : ""} ${open ? "" : "is-shut"}`}
            style={place(at[0], at[2])}
            disabled={!open}
            aria-label={t("go_to", { stop: say.text(one.title) })}
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
