// The corpus: bar charts with a table behind each, and the failures.

const WIDTH = 560,
  LABEL = 190,
  VALUE = 60,
  ROW = 26;

// Patterns tell the kinds apart where colours do not, as in print: plain, slanted, dotted and crossed.
function patterns() {
  const lines = ["", "M0 6 L6 0", "M1 3 h2", "M0 6 L6 0 M0 0 L6 6"];
  return draw(
    "svg",
    { width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
    draw(
      "defs",
      {},
      ...kinds.map((kind, index) =>
        draw(
          "pattern",
          { id: `fill-${kind}`, class: kind, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
          draw("rect", { width: 6, height: 6, class: "fill" }),
          draw("path", { d: lines[index], class: "lines" }),
        ),
      ),
    ),
  );
}

function series(chart) {
  if (chart.share) return ["direct"];
  return chart.field === "failure" ? [null] : kinds;
}

const totalOf = (counts) => counts.reduce((sum, count) => sum + count, 0);

function valueShown(chart, counts) {
  return chart.share ? `${Math.round((100 * counts[0]) / counts[1])} %` : number(totalOf(counts));
}

function chartRow(chart, [value, label, counts], index, widest) {
  const scale = (WIDTH - LABEL - VALUE) / (chart.share ? counts[1] : widest);
  const parts = [];
  let x = LABEL;
  series(chart).forEach((kind, part) => {
    const width = counts[part] * scale;
    parts.push(
      draw("rect", {
        x,
        y: 4,
        width,
        height: ROW - 8,
        class: kind ? "" : "fill",
        fill: kind ? `url(#fill-${kind})` : null,
      }),
    );
    x += width;
  });
  const said = `${label}: ${valueShown(chart, counts)}`;
  const shown = label.length > 27 ? `${[...label].slice(0, 26).join("")}…` : label;
  const row = draw(
    "g",
    { transform: `translate(0 ${index * ROW})` },
    draw("title", {}, said),
    draw("rect", { width: WIDTH, height: ROW, class: "ground" }),
    draw("text", { x: LABEL - 8, y: 18, "text-anchor": "end" }, shown),
    ...parts,
    draw("text", { x: x + 6, y: 18 }, valueShown(chart, counts)),
  );
  if (chart.field === "failure") return row;
  fill(
    row,
    {
      class: "bar",
      role: "button",
      tabindex: 0,
      "aria-label": `${said}. Filter by it.`,
      "aria-pressed": "false",
      "data-field": chart.field,
    },
    [],
  );
  row.value = value;
  row.addEventListener("click", () => pick(chart.field, value, label));
  row.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick(chart.field, value, label);
  });
  return row;
}

function chartTable(chart) {
  const heads = chart.share ? ["direct", "all claims", "share"] : [...series(chart).filter(Boolean), "all"];
  const cells = (counts) =>
    chart.share
      ? [...counts.map(number), valueShown(chart, counts)]
      : [...(counts.length > 1 ? counts.map(number) : []), valueShown(chart, counts)];
  return make(
    "details",
    {},
    make("summary", {}, `Table: ${chart.title}`),
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          make("th", { scope: "col" }, "of"),
          ...heads.map((head) => make("th", { scope: "col", class: "number" }, head)),
        ),
      ),
      make(
        "tbody",
        {},
        ...chart.rows.map(([, label, counts]) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, label),
            ...cells(counts).map((cell) => make("td", { class: "number" }, cell)),
          ),
        ),
      ),
    ),
  );
}

function figureOf(chart) {
  const widest = Math.max(...chart.rows.map(([, , counts]) => totalOf(counts)));
  const keys =
    series(chart).length < 2
      ? []
      : kinds.map((kind) =>
          make(
            "span",
            {},
            draw(
              "svg",
              { width: 14, height: 12, "aria-hidden": "true" },
              draw("rect", { width: 14, height: 12, fill: `url(#fill-${kind})` }),
            ),
            ` ${kind}`,
          ),
        );
  const rest = chart.left_out ? [make("p", { class: "note" }, `and ${number(chart.left_out)} more`)] : [];
  return make(
    "figure",
    {},
    make("figcaption", {}, make("h3", {}, chart.title), ...keys),
    draw(
      "svg",
      { class: "chart", viewBox: `0 0 ${WIDTH} ${chart.rows.length * ROW}`, role: "group", "aria-label": chart.title },
      ...chart.rows.map((row, index) => chartRow(chart, row, index, widest)),
    ),
    ...rest,
    chartTable(chart),
  );
}

function buildCorpusView() {
  byId("corpus").prepend(patterns());
  byId("charts").append(...charts.map(figureOf));
  byId("order").addEventListener("change", () => claimList.restart());
  if (!failures.count) return;
  const heads = ["article", "stage", "error", "message", "what came in"];
  const listed = failures.rows.length < failures.count ? ` (the first ${number(failures.rows.length)} are listed)` : "";
  byId("failures").append(
    make("h2", {}, `${plural(failures.count, "failure")}${listed}`),
    figureOf(failures.chart),
    make(
      "table",
      {},
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...failures.rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell))))),
    ),
  );
}
