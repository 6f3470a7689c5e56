/** Outlines around things, rings around areas, and a sign above each, so that colour never says it alone. */
import { BackSide, BufferGeometry, CanvasTexture, Color, DoubleSide, InstancedMesh, Mesh, MeshBasicMaterial, type Object3D, RingGeometry, type Scene, ShaderMaterial, Sprite, SpriteMaterial, SRGBColorSpace, Vector2, Vector3 } from "three";
import type { Share, Thing } from "./named.ts";
import { shapeOf } from "./shape.ts";

export type How = "target" | "right" | "wrong" | "focus";
const COLOURS: Readonly<Record<How, string>> = { target: "#ffd23f", right: "#35c46a", wrong: "#ff5a4f", focus: "#ffffff" };
const SIGNS: Readonly<Record<How, string>> = { target: "?", right: "✓", wrong: "✗", focus: "" };

function hull(colour: string, wide: number, size: Vector2): ShaderMaterial {
  return new ShaderMaterial({
    side: BackSide,
    uniforms: { colour: { value: new Color(colour) }, wide: { value: wide }, size: { value: size } },
    vertexShader: `uniform float wide; uniform vec2 size;
void main() {
  vec4 place = vec4(position, 1.0);
  vec3 way = normal;
  #ifdef USE_INSTANCING
  place = instanceMatrix * place;
  way = mat3(instanceMatrix) * way;
  #endif
  vec4 at = projectionMatrix * modelViewMatrix * place;
  vec2 aside = (projectionMatrix * vec4(mat3(modelViewMatrix) * way, 0.0)).xy * size;
  at.xy += normalize(aside + 1e-5) * wide * 2.0 / size * at.w;
  gl_Position = at;
}`,
    fragmentShader: `uniform vec3 colour;
void main() {
  gl_FragColor = vec4(colour, 1.0);
  #include <colorspace_fragment>
}`,
  });
}

function sign(text: string, colour: string): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 96;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.beginPath();
    pen.arc(48, 48, 42, 0, 2 * Math.PI);
    pen.fillStyle = "#1d2733";
    pen.fill();
    pen.lineWidth = 7;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.fillStyle = colour;
    pen.font = "bold 56px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(text, 48, 51);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}

export class Outlines {
  readonly #scene: Scene;
  readonly #size: Vector2;
  readonly #made: Object3D[] = [];

  /** `size` is that of the canvas in pixels and is read as it changes. */
  constructor(scene: Scene, size: Vector2) {
    this.#scene = scene;
    this.#size = size;
  }

  /** Outline a thing. */
  mark(thing: Thing, shares: readonly Share[], how: How): void {
    const material = hull(COLOURS[how], how === "focus" ? 2.5 : 4, this.#size);
    for (const share of shares) this.#add(new Mesh(shapeOf(share), material), share.mesh);
    if (thing.role !== "area") this.#around(thing.node, material);
    if (thing.role === "area") this.#ring(thing, COLOURS[how]);
    if (SIGNS[how]) this.#sign(thing, how);
  }

  /** Take all outlines away. */
  clear(): void {
    for (const node of this.#made.splice(0)) {
      node.removeFromParent();
      if (node instanceof Mesh && !(node instanceof InstancedMesh) && node.userData["own"]) (node.geometry as BufferGeometry).dispose();
    }
  }

  #add(mesh: Mesh, beside: Object3D): void {
    mesh.userData["own"] = true;
    mesh.raycast = () => undefined;
    beside.add(mesh);
    this.#made.push(mesh);
  }

  #around(root: Object3D, material: ShaderMaterial): void {
    const found: Mesh[] = [];
    root.traverse((node) => {
      if (node instanceof Mesh && !(node.material instanceof ShaderMaterial)) found.push(node);
    });
    for (const node of found) {
      let copy: Mesh;
      if (node instanceof InstancedMesh) {
        if (!node.count) continue;
        const many = new InstancedMesh(node.geometry, material, node.count);
        many.instanceMatrix = node.instanceMatrix;
        many.frustumCulled = false;
        copy = many;
      } else copy = new Mesh(node.geometry, material);
      copy.raycast = () => undefined;
      node.add(copy);
      this.#made.push(copy);
    }
  }

  #ring(thing: Thing, colour: string): void {
    const ring = new Mesh(
      new RingGeometry(thing.radius * 0.94, thing.radius, 64),
      new MeshBasicMaterial({ color: colour, side: DoubleSide, transparent: true, opacity: 0.8, depthTest: false, fog: false, toneMapped: false }),
    );
    ring.rotation.x = -Math.PI / 2;
    ring.position.copy(thing.box.min).add(new Vector3(0, 0.4, 0));
    ring.renderOrder = 5;
    this.#add(ring, this.#scene);
  }

  #sign(thing: Thing, how: How): void {
    const sprite = new Sprite(new SpriteMaterial({ map: sign(SIGNS[how], COLOURS[how]), sizeAttenuation: false, depthTest: false, fog: false, toneMapped: false }));
    sprite.scale.setScalar(0.055);
    thing.box.getCenter(sprite.position).setY(thing.box.max.y + 0.5);
    sprite.renderOrder = 20;
    sprite.raycast = () => undefined;
    this.#scene.add(sprite);
    this.#made.push(sprite);
  }
}
