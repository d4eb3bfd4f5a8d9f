// Owns the page's own line icons, drawn on a 24 by 24 grid.

const PATHS = {
  hash: ["M9 4 7 20", "M17 4l-2 16", "M4 9h16", "M3.5 15h16"],
  menu: ["M4 6.5h16", "M4 12h16", "M4 17.5h16"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  send: ["M4.5 12 20 4.5 15.5 20l-3.4-6.1z", "M12.1 13.9 20 4.5"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4",
    "M17.3 17.3l1.4 1.4", "M5.3 18.7l1.4-1.4", "M17.3 6.7l1.4-1.4"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  chevron: ["M6.5 9.5 12 15l5.5-5.5"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  external: ["M14 4.5h5.5V10", "M19 5l-8.5 8.5", "M17.5 14v4.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1H10"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z"],
  warning: ["M12 3.5 2.8 19.5h18.4z", "M12 9.5v5", "M12 17v.1"],
  file: ["M6 3.5h8l4.5 4.5v12.5H6z", "M14 3.5V8h4.5"],
  upload: ["M12 16V4.5", "M7 9l5-5 5 5", "M4.5 16v3.5h15V16"],
  check: ["M5 12.5l4.5 4.5L19 7"],
  reply: ["M4 12.5h10a5 5 0 0 1 5 5V19", "M8.5 8 4 12.5 8.5 17"],
  slash: ["M15.5 4l-7 16"],
  dots: ["M5.5 12v.1", "M12 12v.1", "M18.5 12v.1"],
  people: ["M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z", "M3 19.5c.4-3.4 2.8-5.3 6-5.3s5.6 1.9 6 5.3", "M15.5 4.9a3.2 3.2 0 0 1 0 5.8",
    "M17.5 14.6c2 .7 3.2 2.4 3.5 4.9"],
  spark: ["M12 3.5l2 6.5 6.5 2-6.5 2-2 6.5-2-6.5-6.5-2 6.5-2z"],
  page: ["M5 4.5h9.5a4 4 0 0 1 4 4v11H9a4 4 0 0 1-4-4z", "M9 9.5h5.5", "M9 13.5h5.5"],
};

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon: hidden from screen readers, coloured like the text around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
