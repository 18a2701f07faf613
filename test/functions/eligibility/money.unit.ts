import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenOf, isWholeFen, roundedTo, yuanCompared, yuanRounded } from "#eligibility/money.ts";

const fen = fc.integer({ min: -100_000_000, max: 100_000_000 });

describe("money", () => {
  it("is counted in whole fen, and told in yuan", () => {
    expect(fenOf(0.29)).toBe(29);
    expect(fenOf(1411.5)).toBe(141_150);
    fc.assert(fc.property(fen, (amount) => fenOf(yuanRounded(amount)) === amount));
  });

  it("is rounded half up to the fen, and what is half but for binary fractions is half", () => {
    expect([0.49, 0.5, 1.4999, 1.5].map(yuanRounded)).toEqual([0, 0.01, 0.01, 0.02]);
    expect(yuanRounded(0.5 - 1e-9)).toBe(0.01);
    expect(yuanRounded(0.5 - 1e-5)).toBe(0);
    expect([-0.5, -0.51].map(yuanRounded)).toEqual([0, -0.01]);
  });

  it("is shown to the hundredth of a fen where it was compared: a third below the limit does not read as the limit", () => {
    expect(yuanCompared(282_299 / 3)).toBe(940.9967);
    expect(yuanCompared(94_100)).toBe(941);
    expect(yuanCompared(94_099.995)).toBe(941);
    expect(yuanCompared(94_099.99)).toBe(940.9999);
  });

  it("has at most two decimals where it is whole fen", () => {
    expect([0, 0.01, 1411.5, -3.25, 100_000_000].map(isWholeFen)).toEqual([true, true, true, true, true]);
    expect([0.001, 1411.505, -3.255].map(isWholeFen)).toEqual([false, false, false]);
  });

  it("is rounded half up to a step", () => {
    expect(roundedTo(1250, 100)).toBe(1300);
    expect(roundedTo(1249, 100)).toBe(1200);
    expect(roundedTo(1250 - 1e-5, 100)).toBe(1300);
    expect(roundedTo(-1250, 100)).toBe(-1200);
  });
});
