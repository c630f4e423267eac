// Reads "source<TAB>target" lines and writes each source, Brotli-compressed at its best, to its target.
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

async function one(line) {
  const [source, target] = line.split("\t");
  const bytes = await readFile(source);
  const small = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  // Under its name only when complete: a half-written file would be taken for a finished one.
  await writeFile(`${target}.part`, small);
  await rename(`${target}.part`, target);
  await rm(source);
}

const lines = (await text(process.stdin)).split("\n").filter(Boolean);
await Promise.all(lines.map(one));
