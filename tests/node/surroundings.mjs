// What stands around a world and is not in its file: heaps of cloud, and the land that goes on past its edge.
// The draws are those of worldgen/preview/clouds.py and beyond.py, so a page and a preview agree.
import * as THREE from "three";

const hashed = (column, row) => {
  let bits = (Math.imul(column, 0x1b873593) + Math.imul(row, 0x2545f491)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39) >>> 0;
  return ((bits ^ (bits >>> 15)) & 0xffffff) / 0xffffff;
};
// Smooth value noise in 0..1, one value a unit cell.
export function patches(x, z) {
  const [column, row] = [Math.floor(x), Math.floor(z)];
  const ease = (value) => value * value * (3 - 2 * value);
  const [u, v] = [ease(x - column), ease(z - row)];
  const mix = (a, b, share) => a + (b - a) * share;
  const top = mix(hashed(column, row), hashed(column + 1, row), u);
  return mix(top, mix(hashed(column, row + 1), hashed(column + 1, row + 1), u), v);
}
const step = (low, high, value) => {
  const share = Math.min(Math.max((value - low) / (high - low), 0), 1);
  return share * share * (3 - 2 * share);
};
const linear = (hex) => new THREE.Color(hex).toArray();
const mixed = (a, b, share) => a.map((part, i) => part + (b[i] - part) * share);

const RINGS = [[7.2, 0.27, 1.05, 4, 26], [4.6, 0.6, 0.8, 6, 18], [3.0, 1.15, 0.66, 3, 13]];
const PUFFS = 9;

function ball() {
  const [rows, columns] = [7, 12];
  const at = (i, j) => {
    const [polar, turn] = [(Math.PI * i) / rows, (2 * Math.PI * j) / columns];
    return [Math.sin(polar) * Math.sin(turn), Math.cos(polar), Math.sin(polar) * Math.cos(turn)];
  };
  const corners = [];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      corners.push(a, b, c, a, c, d);
    }
  }
  return corners;
}

function heap(out, middle, along, wide, draw, unit) {
  const lean = 0.5 * (draw[40] - 0.5);
  const puffs = [];
  for (let i = 0; i < PUFFS; i += 1) {
    const across = -1 + (2 * i) / (PUFFS - 1) + 0.16 * (draw[i] - 0.5);
    const dome = Math.max(1 - (across - lean) ** 2 / (1 + Math.abs(lean)), 0.05);
    const radius = wide * (0.075 + 0.125 * dome) * (0.72 + 0.6 * draw[9 + i]);
    const lift = radius * (0.35 + 0.25 * draw[18 + i]) + wide * 0.02 * dome;
    puffs.push([across * 0.5, radius, lift, 0.1 * (draw[41 + i] - 0.5) * wide]);
  }
  [-0.3, 0.02, 0.27].forEach((at, i) => {
    const across = at + lean * 0.5 + 0.12 * (draw[27 + i] - 0.5);
    const radius = wide * [0.135, 0.175, 0.125][i] * (0.75 + 0.5 * draw[30 + i]);
    puffs.push([across * 0.5, radius, wide * (0.13 + 0.08 * draw[33 + i]), 0.05 * (draw[36 + i] - 0.5) * wide]);
  });
  const toward = new THREE.Vector3().crossVectors(new THREE.Vector3(...along), new THREE.Vector3(0, 1, 0)).toArray();
  const [base, crown] = [linear("#e3eaf7"), linear("#ffffff")];
  for (const [across, radius, lift, inward] of puffs) {
    const centre = [0, 1, 2].map((i) => middle[i] + across * wide * along[i] + (i === 1 ? lift : 0) + inward * toward[i]);
    for (const way of unit) {
      const point = [0, 1, 2].map((i) => centre[i] + way[i] * radius * (i === 1 ? 0.86 : 1));
      const under = point[1] < middle[1];
      if (under) point[1] = middle[1] - 0.1 * (middle[1] - point[1]);
      const whole = new THREE.Vector3(
        (point[0] - middle[0]) / (wide * 0.5), (point[1] - middle[1] - 0.05 * wide) / (wide * 0.26), (point[2] - middle[2]) / (wide * 0.5),
      ).normalize();
      const normal = new THREE.Vector3(...way).multiplyScalar(0.62).addScaledVector(whole, 0.38);
      if (under) normal.y = Math.min(normal.y, -0.55);
      out.position.push(...point);
      out.normal.push(...normal.normalize().toArray());
      out.color.push(...mixed(base, crown, Math.min(Math.max((point[1] - middle[1]) / (0.3 * wide), 0), 1) ** 0.8));
    }
  }
}

// Return the geometry of the heaps of cloud that take about `share` of the sky.
export function cloudGeometry(size, share) {
  const out = { position: [], normal: [], color: [] };
  const unit = ball();
  RINGS.forEach(([far, high, wide, least, most], ring) => {
    const count = share > 0 ? Math.round(least + (most - least) * share) : 0;
    for (let number = 0; number < count; number += 1) {
      const draw = Array.from({ length: 64 }, (_, i) => hashed(i + 100 * number, 7 + 50 * ring));
      const turn = 2 * Math.PI * ((number * 0.618034 + 0.13 * ring + 0.04 * draw[0]) % 1);
      const away = far * size * (0.9 + 0.25 * draw[1]);
      const middle = [away * Math.sin(turn), high * (0.85 + 0.5 * draw[2]) * size, away * Math.cos(turn)];
      heap(out, middle, [Math.cos(turn), 0, -Math.sin(turn)], wide * size * (0.55 + 0.75 * draw[3]), draw.slice(4), unit);
    }
  });
  return geometryOf(out);
}

function geometryOf(out) {
  const geometry = new THREE.BufferGeometry();
  for (const [name, values] of Object.entries(out)) {
    geometry.setAttribute(name, new THREE.Float32BufferAttribute(values, name === "reach" ? 1 : 3));
  }
  return geometry;
}

// Return points along the four edges of the ground with their colour, [x, y, z, r, g, b], going around.
export function edgeOf(gltf, size, steps = 65) {
  const half = size / 2;
  const sides = [[], [], [], []];
  const place = new THREE.Vector3();
  gltf.scene.updateMatrixWorld(true);
  gltf.scene.traverse((node) => {
    if (!node.isMesh) return;
    let ground = false;
    for (let at = node; at; at = at.parent) ground ||= at.userData.worldgen?.role === "ground";
    if (!ground) return;
    const { position, color, normal } = node.geometry.attributes;
    for (let i = 0; i < position.count; i += 1) {
      if (normal.getY(i) < 0.3) continue;
      place.fromBufferAttribute(position, i).applyMatrix4(node.matrixWorld);
      [[place.z, -half, place.x], [place.x, half, place.z], [place.z, half, place.x], [place.x, -half, place.z]].forEach(([across, edge, along], side) => {
        if (Math.abs(across - edge) < 0.1) sides[side].push([along, place.y, color.getX(i), color.getY(i), color.getZ(i)]);
      });
    }
  });
  const walk = sides.map((points, side) => {
    points.sort((a, b) => a[0] - b[0]);
    return Array.from({ length: steps }, (_, k) => {
      const along = -half + (size * k) / (steps - 1);
      let i = points.findIndex((point) => point[0] >= along);
      i = i < 0 ? points.length - 1 : i;
      const found = points[i] ?? [along, -8, 0, 0, 0];
      const before = points[Math.max(i - 1, 0)] ?? found;
      const share = found[0] === before[0] ? 1 : Math.min(Math.max((along - before[0]) / (found[0] - before[0]), 0), 1);
      const value = before.map((part, j) => part + (found[j] - part) * share);
      const [x, z] = [[along, -half], [half, along], [along, half], [-half, along]][side];
      return [x, value[1], z, value[2], value[3], value[4]];
    });
  });
  return [...walk[0], ...walk[1], ...walk[2].reverse(), ...walk[3].reverse()];
}

const FEW = [0, 0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.58, 0.78, 1.05, 1.4, 1.9, 2.6, 3.6, 5];
const MANY = [...FEW.slice(0, 7), ...Array.from({ length: 42 }, (_, i) => 0.5 + (5.7 * i) / 41)];

function relief(beyond, x, z, share, size, mean) {
  const swell = (side, at = 0) => patches(x / (side * size) + at, z / (side * size) - at);
  const ridged = (side, at) => 1 - Math.abs(2 * swell(side, at) - 1);
  const mottled = (by) => 1 - by / 2 + by * swell(0.12, 3);
  const hills = size * (0.03 * share ** 0.9 + 0.062 * Math.min(share, 3) * (swell(0.42, 11) + 0.3 * swell(0.15, 5) - 0.4));
  const green = mean.map((part, i) => part * [0.72, 0.86, 0.86][i] * mottled(0.28));
  if (beyond === "peaks") {
    const sharp = ridged(0.62, 3) + 0.45 * ridged(0.27, 9) + 0.2 * ridged(0.11, 1);
    const high = 0.25 * step(0.8, 2.6, share) * (0.6 + 0.4 * step(3.4, 5.2, share)) * Math.max(sharp - 0.52, 0);
    const rock = linear("#5f7396").map((part) => part * (0.75 + 0.5 * swell(0.09, 2)));
    const colour = mixed(green, rock, step(0.02, 0.07, high));
    return [0.7 * hills + size * high, mixed(colour, linear("#f4f8ff"), step(0.085, 0.11, high + 0.05 * (swell(0.08, 7) - 0.5)))];
  }
  if (beyond === "dunes") {
    const wave = (0.86 * x + 0.5 * z) / (0.36 * size) + 1.5 * swell(0.55) + 0.25 * swell(0.2);
    const turn = wave - Math.floor(wave);
    const dune = (turn < 0.74 ? step(0, 1, turn / 0.74) : 1 - step(0, 1, (turn - 0.74) / 0.26)) * (0.45 + 0.8 * swell(0.3, 4));
    return [size * (0.015 + 0.04 * Math.min(share, 3)) * dune, mean.map((part) => part * mottled(0.1))];
  }
  if (beyond === "ice") {
    const crack = Math.max(ridged(0.3, 6) - 0.86, 0) / 0.14;
    const white = mixed(mean, linear("#eef5fb"), 0.5).map((part) => part * mottled(0.08));
    return [size * (0.016 * crack * (0.4 + swell(0.05)) + 0.008 * swell(0.4, 3)), mixed(white, linear("#a9d4ea"), 0.55 * step(0.25, 0.9, crack))];
  }
  if (beyond === "hills") return [hills, green];
  return [size * 0.012 * Math.min(share, 2.5) * (swell(0.5, 2) - 0.35), mean.map((part) => part * mottled(0.24))];
}

// Return the land beyond the edge, and where trees stand on it: { geometry, trees: [x, y, z, height, shade] }.
export function landBeyond(gltf, env, size) {
  const edge = edgeOf(gltf, size);
  const level = env.sea_level_m;
  const low = level === undefined ? edge.reduce((sum, point) => sum + point[1], 0) / edge.length : level + 2;
  const mean = [3, 4, 5].map((i) => edge.reduce((sum, point) => sum + point[i], 0) / edge.length);
  let dry = edge.map((point) => (level === undefined ? 1 : step(-0.5, 1.5, point[1] - level)));
  const count = edge.length;
  for (let i = 0; i < 6 && level !== undefined; i += 1) dry = dry.map((part, k) => (dry[(k + count - 1) % count] + part + dry[(k + 1) % count]) / 3);
  const shares = ["peaks", "dunes", "ice"].includes(env.beyond) ? MANY : FEW;
  const rows = shares.map((share) =>
    edge.map(([x0, y0, z0, ...own], k) => {
      const out = 1 + share + 0.2 * share * (size / 2 / Math.hypot(x0, z0) - 0.85);
      const [x, z] = [x0 * out, z0 * out];
      const [hill, colour] = relief(env.beyond, x, z, share, size, mean);
      const eased = 1 / (1 + (share / 0.16) ** 2);
      let y = y0 * eased + Math.max(low + hill, low - 4) * (1 - eased);
      if (level !== undefined && share > 0) y = level - 9 + (y - level + 9) * Math.min(dry[k] * 1.2, 1);
      return [x, y, z, ...mixed(own, colour, Math.min(share * 6, 1))];
    }),
  );
  const out = { position: [], normal: [], color: [] };
  const [u, v, w] = [new THREE.Vector3(), new THREE.Vector3(), new THREE.Vector3()];
  for (let i = 0; i + 1 < rows.length; i += 1) {
    for (let k = 0; k < count; k += 1) {
      const [a, b, c, d] = [rows[i][k], rows[i][(k + 1) % count], rows[i + 1][(k + 1) % count], rows[i + 1][k]];
      for (const corner of [[a, b, c], [a, c, d]]) {
        u.set(corner[1][0] - corner[0][0], corner[1][1] - corner[0][1], corner[1][2] - corner[0][2]);
        v.set(corner[2][0] - corner[0][0], corner[2][1] - corner[0][1], corner[2][2] - corner[0][2]);
        w.crossVectors(u, v);
        if (w.lengthSq() < 1e-9) w.set(0, 1, 0);
        w.normalize().multiplyScalar(w.y < 0 ? -1 : 1);
        const steep = step(0.92, 0.7, w.y);
        w.multiplyScalar(0.35 + 0.6 * steep).add(new THREE.Vector3(0, 0.65 * (1 - steep), 0)).normalize();
        for (const point of corner) {
          out.position.push(point[0], point[1], point[2]);
          out.color.push(point[3], point[4], point[5]);
          out.normal.push(w.x, w.y, w.z);
        }
      }
    }
  }
  return { geometry: geometryOf(out), trees: strewn(rows, env, level, size) };
}

function strewn(rows, env, level, size) {
  const most = Math.round(({ conifer: 9000, broadleaf: 6500, acacia: 900 }[env.beyond_trees] ?? 0) * Math.min(1, (size / 256) ** 2));
  const trees = [];
  const count = rows[0].length;
  for (let i = 0; i < most; i += 1) {
    const [u, v, w] = [0, 1, 2].map((k) => hashed(i, 3 + 10 * k));
    const ring = (rows.length - 2.01) * u ** 1.15;
    const along = v * count;
    const [low, left] = [Math.floor(ring), Math.floor(along) % count];
    const [down, side, right] = [ring - low, along % 1, (left + 1) % count];
    const inner = rows[low][left].map((part, j) => part + (rows[low][right][j] - part) * side);
    const outer = rows[low + 1][left].map((part, j) => part + (rows[low + 1][right][j] - part) * side);
    const [x, y, z] = mixed(inner, outer, down);
    if (patches(x / 48 + 3, z / 48) <= (env.beyond_trees === "acacia" ? 0.25 : 0.4)) continue;
    if (level !== undefined && y < level + 0.5) continue;
    trees.push([x, y, z, (6 + 5.5 * w) * (env.beyond_trees === "acacia" ? 0.8 : 1), 0.7 + 0.5 * w]);
  }
  return trees;
}

const CANOPY = { conifer: ["#1e4f4a", "#5f9a60"], broadleaf: ["#2a6b4c", "#8dbb58"], acacia: ["#4c6a3a", "#9aa858"] };

// Return the colours of a kind of tree, below and above, as the world's own of that kind have them in their season.
export function canopyOf(gltf, kind) {
  let found = null;
  gltf.scene.traverse((node) => {
    const model = node.geometry?.userData?.worldgen?.model ?? node.userData.worldgen?.model ?? "";
    if (found || !node.isMesh || !node.geometry.attributes.color || !String(model).includes(`plant.${kind}.`)) return;
    const { position, color } = node.geometry.attributes;
    const order = Array.from({ length: position.count }, (_, i) => i).sort((a, b) => position.getY(a) - position.getY(b));
    const tint = [1, 1, 1];
    const copies = node.instanceColor;
    if (copies) for (let j = 0; j < 3; j += 1) tint[j] = Array.from({ length: copies.count }, (_, i) => copies.array[i * copies.itemSize + j] / (copies.normalized ? 255 : 1)).reduce((a, b) => a + b) / copies.count;
    const mean = (from, to) => {
      const some = order.slice(Math.floor(from * order.length), Math.ceil(to * order.length));
      return ["getX", "getY", "getZ"].map((get, j) => (tint[j] * some.reduce((sum, i) => sum + color[get](i), 0)) / some.length);
    };
    found = [mean(0.3, 0.5), mean(0.8, 1)];
  });
  return found ?? CANOPY[kind].map(linear);
}

// Return all far trees as one mesh of cones.
export function treeGeometry(trees, kind, canopy) {
  const form = { conifer: [[6, 0.27, 0.08, 0.74], [5, 0.185, 0.46, 1]], broadleaf: [[7, 0.4, 0.52, 0.98], [7, 0.4, 0.52, 0.1]], acacia: [[9, 0.62, 0.8, 1], [9, 0.62, 0.8, 0.7]] }[kind];
  const [base, crown] = canopy;
  const [bottom, top] = { conifer: [0.08, 1], broadleaf: [0.1, 0.98], acacia: [0.7, 1] }[kind];
  const middle = { conifer: 0, broadleaf: 0.4, acacia: 0.6 }[kind];
  const out = { position: [], normal: [], color: [] };
  for (const [x, y, z, tall, shade] of trees) {
    for (const [sides, radius, low, high] of form) {
      for (let i = 0; i < sides; i += 1) {
        const corner = [i, i + 1].map((k) => [radius * Math.sin((2 * Math.PI * k) / sides), low, radius * Math.cos((2 * Math.PI * k) / sides)]);
        corner.push([0, high, 0]);
        const normal = new THREE.Vector3(...[0, 1, 2].map((j) => (corner[0][j] + corner[1][j] + corner[2][j]) / 3 - (j === 1 ? middle : 0))).normalize();
        for (const point of corner) {
          out.position.push(x + point[0] * tall, y + point[1] * tall, z + point[2] * tall);
          out.normal.push(...normal.toArray());
          out.color.push(...mixed(base, crown, (point[1] - bottom) / (top - bottom)).map((part) => part * shade));
        }
      }
    }
  }
  return geometryOf(out);
}
