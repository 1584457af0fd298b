// What tests of the browser look for in a page. Each function returns a list of sentences.

const measure = {
  name(element) {
    const text = (element.textContent || element.getAttribute("aria-label") || "").trim();
    const classes = element.getAttribute("class");
    return `<${element.localName}${classes ? ` class="${classes}"` : ""}> ${text.slice(0, 50)}`;
  },

  isSeen(element) {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  },

  scrollsItself(element) {
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true;
    }
    return false;
  },

  holdsText(element) {
    return [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  },

  /** Text that is cut off or stands outside of the window; a page that scrolls sideways. */
  overflows() {
    const root = document.documentElement;
    const wide = root.clientWidth;
    const found = root.scrollWidth > wide ? [`${root.scrollWidth} px wide: scrolls sideways`] : [];
    for (const element of document.querySelectorAll("body *")) {
      if (!measure.holdsText(element) || !measure.isSeen(element)) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const cuts = (value) => value === "hidden" || value === "clip";
      const isCut =
        (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (isCut) found.push(`text is cut off: ${measure.name(element)}`);
      const isOut = box.right > wide + 1 || box.left < -1;
      if (isOut && !measure.scrollsItself(element)) {
        found.push(`stands outside, ${Math.round(box.left)} to ${Math.round(box.right)} px: ${measure.name(element)}`);
      }
    }
    return found.slice(0, 5);
  },

  /** What the Tab key stops at, in the order of the page. */
  stops() {
    const all = document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]",
    );
    const isLeftOut = (e) =>
      e.type === "radio" &&
      !e.checked &&
      document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`);
    return [...all].filter(
      (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !isLeftOut(e),
    );
  },

  luminance(colour) {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },

  /** The colour as the screen shows it, whatever way the style sheet writes it. */
  asRgb(colour) {
    if (!measure.colours.has(colour)) measure.colours.set(colour, measure.painted(colour));
    return measure.colours.get(colour);
  },

  colours: new Map(),

  painted(colour) {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = context.getImageData(0, 0, 1, 1).data;
    return alpha ? `rgb(${r}, ${g}, ${b})` : "";
  },

  ground(element) {
    for (let e = element; e; e = e.parentElement) {
      const colour = measure.asRgb(getComputedStyle(e).backgroundColor);
      if (colour) return colour;
    }
    return "rgb(255, 255, 255)";
  },

  contrast(one, other) {
    const [low, high] = [measure.luminance(one), measure.luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  },

  /** Stops at which the focus is not to be seen, or is covered. To be asked after a key press. */
  focusTroubles() {
    const found = [];
    for (const element of measure.stops()) {
      const before = getComputedStyle(element).boxShadow;
      element.focus();
      if (document.activeElement !== element) {
        found.push(`takes no focus: ${measure.name(element)}`);
        continue;
      }
      const style = getComputedStyle(element);
      const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5;
      if (!outline && style.boxShadow === before) {
        found.push(`focus is not to be seen: ${measure.name(element)}`);
      }
      const ring = outline && measure.asRgb(style.outlineColor);
      if (ring && measure.contrast(ring, measure.ground(element.parentElement)) < 3) {
        found.push(`focus is hardly to be seen: ${measure.name(element)}`);
      }
      const box = [...element.getClientRects()].find((b) => b.width && b.height);
      if (!box) {
        found.push(`has focus and no size: ${measure.name(element)}`);
        continue;
      }
      // The middle of what is in the window: a tall field need not be so whole.
      const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
      const top = document.elementFromPoint(
        middle(box.left, box.right, innerWidth),
        middle(box.top, box.bottom, innerHeight),
      );
      if (!top || (!element.contains(top) && !top.contains(element))) {
        found.push(`has focus and is covered or outside: ${measure.name(element)}`);
      }
    }
    return found.slice(0, 5);
  },

  /** Notes from now on which of the stops get the focus, by their places. Returns their number. */
  follow() {
    const stops = measure.stops();
    measure.reached = [];
    document.addEventListener("focusin", (event) => measure.reached.push(stops.indexOf(event.target)));
    return stops.length;
  },

  /** What a page says and where it leads, apart from what its buttons and the choice of a key say,
      which are of scripts. */
  contents() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = new Set();
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const isSaid = data.trim() && !parentElement.closest("button, [role=status], [data-search-key], script, style, template");
      if (isSaid && parentElement.checkVisibility()) texts.add(data.trim());
    }
    const links = [...document.querySelectorAll("a[href]")].filter((e) => e.checkVisibility());
    return { texts: [...texts], links: [...new Set(links.map((e) => e.href))] };
  },

  /** Leaves of every long list its first entries, each of which is made as the others are. */
  thin(most) {
    for (const list of document.querySelectorAll("main *")) {
      [...list.children].slice(most).forEach((child) => list.children.length > most && child.remove());
    }
  },

  /** Buttons that do nothing where scripts do not run. */
  deadButtons() {
    const works = "form button:not([type=button]), [popovertarget], [command]";
    return [...document.querySelectorAll("button, [role=button], input[type=button]")]
      .filter((e) => measure.isSeen(e) && !e.matches(works))
      .map((e) => `does nothing without JavaScript: ${measure.name(e)}`);
  },

  /** What is of no use on paper; ink that is too light for it. */
  unprintable() {
    const useless = "nav, button, input, select, dialog, [role=navigation], [role=search], .skip";
    const found = [...document.querySelectorAll(useless)]
      .filter(measure.isSeen)
      .map((e) => `is printed: ${measure.name(e)}`);
    for (const element of document.querySelectorAll("h1, main p, main a")) {
      const ink = measure.asRgb(getComputedStyle(element).color);
      if (measure.isSeen(element) && ink && measure.contrast(ink, "rgb(255, 255, 255)") < 4.5) {
        found.push(`is printed too light: ${measure.name(element)}`);
      }
    }
    return found.slice(0, 5);
  },

  /** Pictures that are broken, or say nothing to those who do not see them. */
  async mutePictures() {
    const found = [];
    for (const picture of document.querySelectorAll("img")) {
      picture.loading = "eager";
      if (picture.checkVisibility()) {
        await picture.decode().catch(() => found.push(`does not load: ${picture.src}`));
      }
      const around = picture.closest("a, li, figure, article, section, header");
      if (!picture.hasAttribute("alt")) found.push(`has no alt: ${picture.src}`);
      else if (!picture.alt && !around?.textContent.trim()) found.push(`says nothing: ${picture.src}`);
      if (!picture.getAttribute("width") || !picture.getAttribute("height")) {
        found.push(`has no size, and the page jumps: ${picture.src}`);
      }
    }
    for (const drawing of document.querySelectorAll("svg")) {
      const isHidden = drawing.closest("[aria-hidden=true]");
      const isNamed = drawing.matches("[role=img][aria-label], [role=img][aria-labelledby]") || drawing.querySelector("title");
      if (!isHidden && !isNamed) found.push(`drawing says nothing: ${measure.name(drawing.parentElement)}`);
    }
    return [...new Set(found)].slice(0, 5);
  },
};
window.measure = measure;
