// A slider's ticks and the settings that they stand for, in pure functions.

// The setting at a tick: in equal steps, in equal ratios, or in whole numbers.
export function settingAt(tick, { ends: [low, high], log, whole, ticks: count }) {
  if (whole) return low + tick;
  const share = tick / count;
  const value = log ? low * (high / low) ** share : low + (high - low) * share;
  return Number(value.toPrecision(4));
}

// The tick that is nearest to a setting.
export function tickOf(setting, { ends: [low, high], log, whole, ticks: count }) {
  if (whole) return Math.round(setting - low);
  const share = log ? Math.log(setting / low) / Math.log(high / low) : (setting - low) / (high - low);
  return Math.round(share * count);
}
