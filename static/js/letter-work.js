// A worker that looks for the number of which SHA-256(salt + number) is the challenge. With a SHA-256
// of its own: that of the browser is there on https alone, and asynchronous.
"use strict";

const K = new Int32Array(64);
const START = new Uint32Array(8);

// The constants are the first bits of the fractions of roots of primes (FIPS 180-4, 4.2.2, 5.3.3).
{
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) >>> 0;
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let is_prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) is_prime = false;
    if (!is_prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(n));
    K[found++] = fraction(Math.cbrt(n));
  }
}

const w = new Int32Array(64);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

// The hash of a text in ASCII, as eight numbers of 32 bits. Written out, as it is done so often.
function sha256(text) {
  const size = ((text.length + 9 + 63) >> 6) << 6;
  const bytes = new Uint8Array(size);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(size - 4, text.length * 8);
  const sum = Uint32Array.from(START);
  for (let start = 0; start < size; start += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(start + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let a = sum[0] | 0;
    let b = sum[1] | 0;
    let c = sum[2] | 0;
    let d = sum[3] | 0;
    let e = sum[4] | 0;
    let f = sum[5] | 0;
    let g = sum[6] | 0;
    let h = sum[7] | 0;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    sum[0] += a;
    sum[1] += b;
    sum[2] += c;
    sum[3] += d;
    sum[4] += e;
    sum[5] += f;
    sum[6] += g;
    sum[7] += h;
  }
  return sum;
}

// Eight numbers of 32 bits, as hexadecimal digits say them.
const parsed = (digits) => digits.match(/.{8}/g).map((part) => parseInt(part, 16));

addEventListener("message", ({ data }) => {
  const wanted = parsed(data.challenge);
  for (let number = 0; number <= data.maxnumber; number++) {
    if (number % 20000 === 0) {
      postMessage({ share: Math.round((100 * number) / data.maxnumber) });
    }
    const found = sha256(data.salt + number);
    if (wanted.every((each, i) => each === found[i])) {
      postMessage({ number });
      return;
    }
  }
  throw new Error("There is no such number.");
});
