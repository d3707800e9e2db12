import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { tries } from '../../../harness/dev/testing/property-runs.ts';
import { encodePng } from './encode-png.ts';

test('what is encoded is decoded as it was', async () => {
  const size = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(size, size, fc.infiniteStream(fc.nat(255)), async (width, height, bytes) => {
      // Opaque: of others the canvas keeps colours times alpha alone.
      const pixels = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
        at % 4 === 3 ? 255 : bytes.next().value,
      );
      const image = await loadImage(encodePng(pixels, width, height));
      assert.deepEqual([image.width, image.height], [width, height]);
      const context = createCanvas(width, height).getContext('2d');
      context.drawImage(image as never, 0, 0);
      assert.deepEqual(context.getImageData(0, 0, width, height).data, pixels);
    }),
    { numRuns: tries(20) },
  );
});
