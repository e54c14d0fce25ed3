import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const paletteSize = 256;
/** So many of them are simply the most frequent ones. */
const frequentSize = 128;

/**
 * The same picture with a palette of 256 colours, others (edges of letters) taking the nearest: a third of the bytes, and no difference the eye can see on a window's few flat colours. Takes what
 * Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced.
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = choosePalette(counts);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) {
    if (!indexOf.has(colour)) indexOf.set(colour, nearest(palette, colour).index);
  }

  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      lines[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour)))),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const channels = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/**
 * The most frequent colours, and then, one after the other, the one that would lose most: far from all chosen
 * so far, and not rare. A small green dot keeps its green that way.
 */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const byCount = [...counts].sort((left, right) => right[1] - left[1]);
  const palette = byCount.slice(0, frequentSize).map(([colour]) => colour);
  const others = byCount.slice(frequentSize).map(([colour, count]) => ({
    colour,
    weight: Math.sqrt(count),
    away: nearest(palette, colour).distance,
  }));
  while (palette.length < paletteSize && others.length > 0) {
    const loss = ({ away, weight }: (typeof others)[number]) => away * weight;
    const most = others.reduce((left, right) => (loss(right) > loss(left) ? right : left));
    palette.push(most.colour);
    others.splice(others.indexOf(most), 1);
    for (const other of others) {
      other.away = Math.min(other.away, nearest([most.colour], other.colour).distance);
    }
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): { index: number; distance: number } {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, known] of palette.entries()) {
    const [r = 0, g = 0, b = 0] = channels(known);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [least, best] = [distance, index];
  }
  return { index: best, distance: least };
}

/** One number 0xRRGGBB for each pixel, row by row. */
function readPixels(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const packed: Buffer[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const step = png[25] === 6 ? 4 : 3;
  const data = unfiltered(inflateSync(Buffer.concat(packed)), height, width * step, step);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data.readUIntBE(at * step, 3);
  return { width, height, pixels };
}

/** Undoes the prediction of each line (PNG specification, section 9: filtering). */
function unfiltered(filtered: Buffer, height: number, lineBytes: number, step: number): Buffer {
  const data = Buffer.alloc(lineBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (lineBytes + 1)] ?? 0;
    for (let x = 0; x < lineBytes; x += 1) {
      const at = y * lineBytes + x;
      const left = x >= step ? (data[at - step] ?? 0) : 0;
      const up = y > 0 ? (data[at - lineBytes] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (data[at - lineBytes - step] ?? 0) : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      data[at] = (filtered[y * (lineBytes + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return data;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
