/** What a file says of itself in `extras.worldgen`, as far as the view reads it (docs/reference/extras.schema.json). */

export type Triple = readonly [number, number, number];
export type Words = Readonly<Record<string, string>>;

export interface Environment {
  readonly sun_elevation_rad: number;
  readonly sun_azimuth_rad: number;
  readonly sun_colour: Triple;
  readonly sun_strength: number;
  readonly sky_ambient: Triple;
  readonly ground_ambient: Triple;
  readonly sky_horizon: Triple;
  readonly sky_mid: Triple;
  readonly sky_zenith: Triple;
  readonly sky_mid_at: number;
  readonly fog_colour: Triple;
  readonly fog_density: number;
  readonly fog_scale_height_m: number;
  readonly fog_start_m: number;
  readonly fog_most: number;
  readonly exposure: number;
  readonly saturation: number;
  readonly sea_level_m?: number;
  readonly beyond?: string;
  readonly beyond_trees?: string;
  readonly clouds?: number;
  readonly stars?: number;
  readonly falling?: "none" | "rain" | "snow";
  readonly deck?: number;
  readonly disc?: "none" | "sun" | "moon";
  readonly glow?: number;
  readonly lamps?: number;
  readonly wet?: number;
  readonly ceiling_m?: number;
}

export interface Line {
  readonly colour: Triple;
  readonly strength: number;
  readonly fade_m: number;
  readonly plants: number;
}

export interface Style {
  readonly name: string;
  readonly flat: boolean;
  readonly grain: number;
  readonly line?: Line;
}

export interface Agent {
  readonly radius_m: number;
  readonly height_m: number;
  readonly eye_m: number;
  readonly step_m: number;
  readonly max_slope_rad: number;
  readonly wade_m: number;
}

export interface Portal {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly centre_m: Triple;
  readonly yaw_rad: number;
  readonly width_m: number;
  /** Of a lift: where one comes out on `b`. */
  readonly end_m?: Triple;
  readonly kind?: string;
}

export interface SceneAbout {
  readonly id: string;
  readonly language: string;
  readonly size_m: number;
  readonly agent: Agent;
  readonly spawn: { readonly position_m: Triple; readonly yaw_rad: number };
  readonly environment: Environment;
  readonly style: Style;
  readonly portals: readonly Portal[];
  readonly states: readonly { readonly name: string; readonly clips: readonly string[] }[];
  readonly features?: readonly string[];
}

export interface Solid {
  readonly shape: "box" | "cylinder";
  readonly half_m: Triple;
  readonly centre_m: Triple;
  readonly yaw_rad: number;
}

/** All that may stand in the extras of a node. */
export interface NodeAbout {
  readonly id?: string;
  readonly role?: string;
  readonly label?: Words;
  readonly objectives?: readonly string[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly walkable?: boolean;
  readonly of?: string;
  readonly collider?: { readonly shape: "box" | "cylinder"; readonly half_m: Triple };
  readonly surface?: string;
  readonly kind?: string;
  readonly node?: string;
  readonly position_m?: readonly Triple[];
  readonly face?: readonly Triple[];
  readonly model?: string;
  readonly level?: number;
}

interface Said {
  readonly userData: Record<string, unknown>;
  readonly parent: Said | null;
}

/** Return what a node says of itself, or an empty record. */
export function aboutNode(node: { readonly userData: Record<string, unknown> }): NodeAbout {
  return (node.userData["worldgen"] as NodeAbout | undefined) ?? {};
}

/** Return whether the node or one above it has the role. */
export function underRole(node: Said, role: string): boolean {
  for (let at: Said | null = node; at; at = at.parent) if (aboutNode(at).role === role) return true;
  return false;
}

/** Return words in `language`, else in the nearest that there is. */
export function inLanguage(words: Words | undefined, language: string, own: string): string | undefined {
  if (!words) return undefined;
  const short = language.split("-")[0] ?? language;
  return words[language] ?? words[short] ?? words[own] ?? Object.values(words)[0];
}
