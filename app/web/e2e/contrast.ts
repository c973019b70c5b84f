// Whether every text on a page stands out from what is behind it, by WCAG 2 level AA.

import type { Page } from 'playwright-core';

/** Texts whose contrast is too low, each with its ratio. */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Colour = [number, number, number, number];
    const parse = (css: string): Colour => {
      const parts = css.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
      return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0, parts[3] ?? 1];
    };
    const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour =>
      [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const luminance = (colour: Colour) => {
      const [r, g, b] = colour.slice(0, 3).map((of) => {
        const part = of / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const behind = (element: Element): Colour => {
      const layers: Colour[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        if (colour[3] > 0) layers.push(colour);
        if (colour[3] === 1) break;
      }
      return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1] as Colour);
    };
    const faint: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!.trim();
      // What cannot be used may be faint.
      if (!text || !element.checkVisibility() || element.closest('button:disabled, noscript, option')) continue;
      const style = getComputedStyle(element);
      const ground = behind(element);
      const [a, b] = [luminance(over(parse(style.color), ground)), luminance(ground)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`);
    }
    return faint;
  });
}

/** Controls without a name, and pages that are wider than their window. */
export function obstacles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const field of document.querySelectorAll('input, select')) {
      if (!(field as HTMLInputElement).labels?.length) found.push(`no label: ${field.outerHTML.slice(0, 80)}`);
    }
    for (const image of document.querySelectorAll('svg')) {
      if (!image.getAttribute('aria-label') && image.getAttribute('aria-hidden') !== 'true') found.push('a picture without words');
    }
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) found.push(`${wide} pixels wider than the window`);
    return found;
  });
}
