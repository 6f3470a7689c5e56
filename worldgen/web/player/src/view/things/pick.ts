/** What lies under a pointer or along a ray: the named thing, and the point. */
import { type Camera, Mesh, type Object3D, Raycaster, Vector2, type Vector3 } from "three";
import { aboutNode } from "../about.ts";
import { areaAt, featureOf, type Thing } from "./named.ts";

export interface Hit {
  /** The thing that was hit, or the area of bare ground; null where the place has no name. */
  readonly thing: Thing | null;
  readonly at: Vector3;
  /** Whether bare ground was hit, and not a thing. */
  readonly bare: boolean;
}

export class Picker {
  readonly #caster = new Raycaster();
  readonly #root: Object3D;
  readonly #features: readonly string[];
  readonly #byId: ReadonlyMap<string, Thing>;
  readonly #things: readonly Thing[];

  constructor(root: Object3D, features: readonly string[], things: readonly Thing[]) {
    this.#root = root;
    this.#features = features;
    this.#things = things;
    this.#byId = new Map(things.map((thing) => [thing.id, thing]));
    this.#caster.far = 600;
  }

  /** Return what is under a point of the canvas, -1 to 1 across and upward. */
  under(x: number, y: number, camera: Camera): Hit | null {
    this.#caster.setFromCamera(new Vector2(x, y), camera);
    return this.#cast();
  }

  /** Return what a ray hits first. */
  along(origin: Vector3, direction: Vector3): Hit | null {
    this.#caster.set(origin, direction);
    return this.#cast();
  }

  #cast(): Hit | null {
    const [hit] = this.#caster.intersectObject(this.#root, true);
    if (!hit) return null;
    const thing = this.#named(hit.object, hit.face?.a);
    return { thing: thing ?? areaAt(this.#things, hit.point), at: hit.point, bare: !thing };
  }

  #named(node: Object3D, vertex: number | undefined): Thing | null {
    if (node instanceof Mesh && vertex !== undefined) {
      const feature = featureOf(node, vertex, this.#features);
      const thing = feature === undefined ? undefined : this.#byId.get(feature);
      if (thing) return thing;
    }
    for (let at: Object3D | null = node; at; at = at.parent) {
      const { id, of } = aboutNode(at);
      const thing = this.#byId.get(id ?? of ?? "");
      if (thing) return thing;
    }
    return null;
  }
}
