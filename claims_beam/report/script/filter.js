// Which claims are shown: what the reader typed, ticked and picked.

const filter = { words: "", speaker: "", kinds: kinds.map(() => true), confidence: 0, worthiness: 0, picked: new Map() };
const lowered = [];
let matches = new Int32Array(0); // the numbers of the claims that pass
let passes = new Uint8Array(COUNT);
let perArticle = new Int32Array(ARTICLES);

function accepted(values, accepts) {
  return Uint8Array.from(values, (value, index) => (accepts(value, index) ? 1 : 0));
}

function isFiltering() {
  const { words, speaker, kinds: chosen, confidence, worthiness, picked } = filter;
  return Boolean(words || speaker || confidence || worthiness || picked.size || chosen.includes(false));
}

// The texts are lowered beforehand, a few at a time, so that the first search is as quick as the next.
function lower(from) {
  const to = Math.min(from + 10_000, COUNT);
  for (let claim = from; claim < to; claim++) lowered[claim] = claims.text[claim].toLowerCase();
  if (to < COUNT) setTimeout(lower, 0, to);
}

// Every test but that of the words is a look-up in a small table made beforehand; the words come last.
function applyFilter() {
  const { words, confidence, worthiness, picked } = filter;
  const inBook = (book) =>
    accepted(books[book], (value) => value !== null && value.toLowerCase().includes(filter.speaker));
  const names = inBook("speaker"),
    mentions = inBook("mention");
  const places = accepted(
    articles.id,
    (_, article) =>
      (!picked.has("publisher") || articles.publisher[article] === picked.get("publisher").value) &&
      (!picked.has("period") || articles.date[article].startsWith(picked.get("period").value)),
  );
  const speaker = picked.get("speaker")?.value,
    cueClass = picked.get("cue_class")?.value;
  passes = new Uint8Array(COUNT);
  perArticle = new Int32Array(ARTICLES);
  const found = new Int32Array(COUNT);
  let count = 0;
  for (let claim = 0; claim < COUNT; claim++) {
    if (!filter.kinds[claims.kind[claim]] || !places[claims.article[claim]]) continue;
    if (confidence && claims.confidence[claim] < confidence) continue;
    if (worthiness && claims.worthiness[claim] < worthiness) continue;
    if (filter.speaker && !names[claims.speaker[claim]] && !mentions[claims.mention[claim]]) continue;
    if (speaker !== undefined && claims.speaker[claim] !== speaker) continue;
    if (cueClass !== undefined && claims.cue_class[claim] !== cueClass) continue;
    if (words && !(lowered[claim] ??= claims.text[claim].toLowerCase()).includes(words)) continue;
    passes[claim] = 1;
    perArticle[claims.article[claim]]++;
    found[count++] = claim;
  }
  matches = found.subarray(0, count);
  showMatches();
  leaveArticleWithoutMatches();
}

// While a filter is set, an article without a claim that passes gives way to the first that has one, or to nothing.
function leaveArticleWithoutMatches() {
  const idle = isFiltering() && !matches.length;
  for (const part of document.querySelectorAll("#articles > article, #articles > aside")) part.hidden = idle;
  if (isFiltering() && !idle && !perArticle[current]) openArticle(claims.article[matches[0]]);
}

function showMatches() {
  byId("matches").textContent = `${number(matches.length)} of ${plural(COUNT, "claim")}`;
  byId("picked").replaceChildren(
    ...[...filter.picked].map(([field, { label }]) =>
      button(`${label} ×`, { "aria-label": `Stop filtering by ${label}` }, () => pick(field, null)),
    ),
  );
  for (const bar of document.querySelectorAll(".bar")) {
    bar.setAttribute("aria-pressed", String(filter.picked.get(bar.dataset.field)?.value === bar.value));
  }
  articleList.restart();
  claimList.restart();
  quotationList.restart();
  for (const elements of marked.values()) for (const element of elements) element.classList.add("out");
  for (const [local, elements] of marked) {
    if (!passes[articles.first[current] + local]) continue;
    for (const element of elements) element.classList.remove("out");
  }
}

function pick(field, value, label) {
  if (value === null || filter.picked.get(field)?.value === value) filter.picked.delete(field);
  else filter.picked.set(field, { value, label });
  applyFilter();
}

function readFilter() {
  filter.words = byId("words").value.trim().toLowerCase();
  filter.speaker = byId("speaker").value.trim().toLowerCase();
  for (const name of ["confidence", "worthiness"]) {
    filter[name] = Number(byId(name).value);
    byId(name).nextElementSibling.textContent = share(filter[name]);
  }
  filter.kinds = [...byId("kinds").querySelectorAll("input")].map((box) => box.checked);
  applyFilter();
}

function buildFilter() {
  byId("kinds").append(
    ...kinds.map((kind) => make("label", {}, make("input", { type: "checkbox", checked: "", name: kind }), ` ${kind}`)),
  );
  byId("filter").addEventListener("input", readFilter);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("filter").addEventListener("reset", () => {
    filter.picked.clear();
    setTimeout(readFilter); // once the fields are reset
  });
}
