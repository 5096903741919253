// An accent of the page's choice, kept legible: at least 4.5 to 1 on our grounds, light and dark.

const GROUNDS = { light: [255, 255, 255], dark: [26, 33, 41] };
const LEAST_CONTRAST = 4.6;

function accentRules(hex) {
  const chosen = partsOf(hex);
  const light = legible(chosen, tintOf(chosen, GROUNDS.light), [0, 0, 0]);
  const dark = legible(chosen, tintOf(chosen, GROUNDS.dark), [255, 255, 255]);
  return [
    `.root { ${variables(light, GROUNDS.light)} }`,
    `@media (prefers-color-scheme: dark) { .root:not(.light) { ${variables(dark, GROUNDS.dark)} } }`,
    `.root.dark { ${variables(dark, GROUNDS.dark)} }`,
  ].join("\n");
}

function variables(accent, ground) {
  const ink = contrast(accent, [255, 255, 255]) >= LEAST_CONTRAST ? [255, 255, 255] : [16, 32, 44];
  return `--accent: ${css(accent)}; --accent-ink: ${css(ink)}; --tint: ${css(tintOf(accent, ground))};`;
}

function legible(colour, ground, towards) {
  let shade = colour;
  for (let step = 0; step < 20 && contrast(shade, ground) < LEAST_CONTRAST; step += 1) {
    shade = mixed(shade, towards, 0.1);
  }
  return shade;
}

function tintOf(colour, ground) {
  return mixed(ground, colour, 0.1);
}

function partsOf(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

function mixed(from, to, share) {
  return from.map((part, at) => Math.round(part + (to[at] - part) * share));
}

function contrast(one, other) {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function css(colour) {
  return `rgb(${colour.join(", ")})`;
}
