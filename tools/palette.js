// Reduce a picture to at most `most` colours: buckets of five bits a channel, the fullest kept, the
// rest sent to the nearest of them. Answers the palette and one index a pixel, in base64.
async ([source, most]) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(
    pen.getImageData(0, 0, picture.width, picture.height).data.buffer,
  );
  const bucketOf = (pixel) =>
    ((pixel >> 3) & 31) | (((pixel >> 11) & 31) << 5) | (((pixel >> 19) & 31) << 10);
  const counts = new Map(); // exact colour -> how often
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const buckets = new Map(); // bucket -> [how often, its commonest colour, how often that]
  for (const [pixel, count] of counts) {
    const kept = buckets.get(bucketOf(pixel)) ?? [0, pixel, 0];
    kept[0] += count;
    if (count > kept[2]) kept.splice(1, 2, pixel, count);
    buckets.set(bucketOf(pixel), kept);
  }
  const chosen = [...buckets.values()].sort((a, b) => b[0] - a[0]).slice(0, most);
  const palette = chosen.map(([, p]) => [p & 255, (p >> 8) & 255, (p >> 16) & 255]);
  const nearest = (p) => {
    let best = 0;
    let least = Infinity;
    palette.forEach(([r, g, b], index) => {
      const away = ((p & 255) - r) ** 2 + (((p >> 8) & 255) - g) ** 2
        + (((p >> 16) & 255) - b) ** 2;
      if (away < least) [least, best] = [away, index];
    });
    return best;
  };
  const index = new Map([...counts.keys()].map((pixel) => [pixel, nearest(pixel)]));
  const indices = Uint8Array.from(pixels, (pixel) => index.get(pixel));
  let text = "";
  for (let at = 0; at < indices.length; at += 32768)
    text += String.fromCharCode(...indices.subarray(at, at + 32768));
  return [picture.width, picture.height, palette, btoa(text)];
}
