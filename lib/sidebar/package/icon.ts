/** The app's icon, drawn by code: a seal with a star, as an SVG and as PNGs of any size. */
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

type Point = readonly [x: number, y: number];
type Colour = readonly [r: number, g: number, b: number];

const seal: Colour = [0x12, 0x5c, 0x66];
const star: Colour = [0xff, 0xc2, 0x4d];
/** Everything is drawn in a square of 100. */
const centre = 50;

/** A closed outline that swings between two radii: sixteen scallops for the seal, five points for the star. */
function wave(points: number, outer: number, inner: number): Point[] {
  return Array.from({ length: points * 2 }, (_, index) => {
    const angle = (index * Math.PI) / points - Math.PI / 2;
    const radius = index % 2 === 0 ? outer : inner;
    return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)];
  });
}

const shapes: readonly { outline: Point[]; colour: Colour }[] = [
  { outline: wave(16, 48, 43), colour: seal },
  { outline: wave(5, 29, 12.5), colour: star },
];

const hex = (colour: Colour) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
const round = (value: number) => Number(value.toFixed(2));

export function toSvgIcon(): string {
  const paths = shapes.map(({ outline, colour }) => {
    const points = outline.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    return `<polygon points="${points}" fill="${hex(colour)}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${paths.join('')}</svg>\n`;
}

/** Samples per side of a pixel: smooth edges without a graphics library. */
const samples = 4;

/** Where a line across the drawing enters and leaves an outline, left to right. */
function crossings(outline: readonly Point[], y: number): number[] {
  const found = outline.flatMap(([ax, ay], index) => {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [0, 0];
    return ay > y !== by > y ? [((bx - ax) * (y - ay)) / (by - ay) + ax] : [];
  });
  return found.sort((a, b) => a - b);
}

/** One line of samples: the number of the topmost shape at each, from 1; 0 where there is none. */
function toSampleLine(line: number, width: number): Uint8Array {
  const owner = new Uint8Array(width);
  const y = ((line + 0.5) / width) * 100;
  shapes.forEach(({ outline }, index) => {
    const edges = crossings(outline, y).map((x) => Math.round((x / 100) * width));
    for (let at = 0; at + 1 < edges.length; at += 2) owner.fill(index + 1, edges[at], edges[at + 1]);
  });
  return owner;
}

/** How many samples of one pixel each shape has; reused from pixel to pixel, because there are a hundred thousand of them. */
const shares = new Uint8Array(shapes.length + 1);

/** Writes red, green, blue and alpha of one pixel, from its samples. */
function writePixel(into: Buffer, at: number, lines: readonly Uint8Array[], column: number): void {
  shares.fill(0);
  for (const line of lines) {
    for (let sample = column * samples; sample < (column + 1) * samples; sample++) {
      const owner = line[sample] ?? 0;
      shares[owner] = (shares[owner] ?? 0) + 1;
    }
  }
  const covered = samples * samples - (shares[0] as number);
  if (covered === 0) return;
  for (let channel = 0; channel < 3; channel++) {
    const sum = shapes.reduce(
      (all, { colour }, index) => all + (shares[index + 1] as number) * (colour[channel] as number),
      0,
    );
    into[at + channel] = Math.round(sum / covered);
  }
  into[at + 3] = Math.round((covered * 255) / (samples * samples));
}

/** One row of a PNG: a filter byte, then four bytes a pixel; what is not covered stays zero. */
function toRow(lines: readonly Uint8Array[], size: number): Buffer {
  const row = Buffer.alloc(1 + size * 4);
  for (let column = 0; column < size; column++) writePixel(row, 1 + column * 4, lines, column);
  return row;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A square PNG with transparency, packed in script: the machine's own zlib packs differently from version to version. @param size in pixels. */
export function toPngIcon(size: number): Buffer {
  const rows = Array.from({ length: size }, (_, row) => {
    const lines = Array.from({ length: samples }, (__, line) =>
      toSampleLine(row * samples + line, size * samples),
    );
    return toRow(lines, size);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits per channel, colour with alpha.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from(zlibSync(Buffer.concat(rows), { level: 9 }))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
