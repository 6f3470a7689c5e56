/** The measure tool: two picks in the world, a line between them. */
import { BufferGeometry, Float32BufferAttribute, Group, Line, LineBasicMaterial, Mesh, MeshBasicMaterial, SphereGeometry, Vector3 } from "three";
import type { Measured } from "../doorway.ts";
import { measured } from "./walk/measure.ts";

export class Measuring {
  readonly group = new Group();
  #from: Vector3 | null = null;
  #done: ((found: Measured | null) => void) | null = null;

  get active(): boolean {
    return this.#done !== null;
  }

  /** Begin; what was begun before is cancelled. */
  begin(): Promise<Measured | null> {
    this.cancel();
    this.#clear();
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  /** Take a point; the second ends it. */
  point(at: Vector3): void {
    if (!this.#done) return;
    this.#dot(at);
    if (!this.#from) {
      this.#from = at.clone();
      return;
    }
    this.#line(this.#from, at);
    const [done, from] = [this.#done, this.#from];
    [this.#done, this.#from] = [null, null];
    done(measured([from.x, from.y, from.z], [at.x, at.y, at.z]));
  }

  cancel(): void {
    const done = this.#done;
    [this.#done, this.#from] = [null, null];
    if (!done) return;
    this.#clear();
    done(null);
  }

  #clear(): void {
    this.group.clear();
  }

  #dot(at: Vector3): void {
    const dot = new Mesh(new SphereGeometry(0.14, 16, 12), new MeshBasicMaterial({ color: "#ff7a3d", depthTest: false, fog: false, toneMapped: false }));
    dot.position.copy(at);
    dot.renderOrder = 18;
    dot.raycast = () => undefined;
    this.group.add(dot);
  }

  #line(a: Vector3, b: Vector3): void {
    const geometry = new BufferGeometry();
    const corner = new Vector3(b.x, a.y, b.z);
    geometry.setAttribute("position", new Float32BufferAttribute([a, b, b, corner, corner, a].flatMap((point) => point.toArray()), 3));
    const line = new Line(geometry, new LineBasicMaterial({ color: "#ff7a3d", depthTest: false, fog: false, toneMapped: false }));
    line.renderOrder = 17;
    line.raycast = () => undefined;
    this.group.add(line);
  }
}
