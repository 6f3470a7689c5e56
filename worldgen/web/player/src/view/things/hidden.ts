/** Which things are shown: those that were collected are hidden, and stop no one. */
import { type Mesh, type Object3D } from "three";
import type { Solids } from "../walk/solids.ts";
import type { Share } from "./named.ts";
import { showShare } from "./shape.ts";

export class Hidden {
  readonly #whole = new Map<Mesh, Uint32Array>();
  readonly #shares: ReadonlyMap<string, { readonly shares: readonly Share[] }>;
  readonly #solids: Solids;

  constructor(shares: ReadonlyMap<string, { readonly shares: readonly Share[] }>, solids: Solids) {
    this.#shares = shares;
    this.#solids = solids;
  }

  /** Show or hide a thing with all its meshes and solids. */
  show(id: string, node: Object3D, visible: boolean): void {
    node.visible = visible;
    this.#solids.keep(id, visible);
    for (const share of this.#shares.get(id)?.shares ?? []) showShare(share, visible, this.#whole);
  }
}
