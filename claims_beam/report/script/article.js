// One article with its claims marked, and the record of the claim that is chosen.

let current = 0;
let selected = null; // a claim's place in the current article
let marked = new Map(); // such a place -> the elements that belong to the claim

function openArticle(article) {
  current = article;
  selected = null;
  byId("article-title").textContent = titleOf(article);
  byId("article-facts").replaceChildren(...articleFacts(article));
  byId("article-note").textContent = articleNote(article);
  const text = byId("text");
  text.lang = articles.language[article];
  marked = new Map();
  text.replaceChildren(...(articles.pieces[article] ? markedText(article) : [claimsAlone(article)]));
  showRecord();
  showMatches();
}

function openClaim(claim) {
  show("articles");
  openArticle(claims.article[claim]);
  const badge = badgeOf(claim - articles.first[current]);
  badge.scrollIntoView({ block: "center" });
  badge.focus({ preventScroll: true });
}

const linkTo = (claim) => `#claim-${encodeURIComponent(claims.id[claim])}`;

// Opens the claim that the page's address names, if it names one.
function openLinked() {
  const claim = location.hash ? claims.id.findIndex((_, claim) => linkTo(claim) === location.hash) : -1;
  if (claim >= 0) openClaim(claim);
  return claim >= 0;
}

function articleFacts(article) {
  const facts = [
    books.publisher[articles.publisher[article]],
    articles.date[article],
    articles.title[article] && articles.id[article],
  ].filter(Boolean);
  const url = articles.url[article];
  const link = url ? [" · ", make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "original")] : [];
  return [facts.join(" · "), ...link];
}

function articleNote(article) {
  if (articles.missing[article])
    return "The text is missing: no article of this id was given that has these words at their places.";
  return articles.pieces[article]
    ? ""
    : "The text is not in this page, which holds only as many texts as fit; its claims are listed.";
}

function range(article) {
  return Array.from({ length: articles.first[article + 1] - articles.first[article] }, (_, local) => local);
}

// Where claims overlap, words belong to the shortest claim around them; the badges reach the others.
function markedText(article) {
  const pieces = articles.pieces[article].map(([words, ...marks]) => ({
    words,
    marks: marks.map((mark) => ({ local: Math.floor(mark / ROLES), role: mark % ROLES })),
  }));
  const lengths = range(article).map(() => 0),
    names = new Map();
  pieces.forEach(({ words, marks }, index) =>
    marks.forEach(({ local, role }) => {
      if (role === CONTENT) lengths[local] += words.length;
      if (role === NAME && !names.has(local)) names.set(local, index);
    }),
  );
  const begun = new Set();
  return pieces.flatMap(({ words, marks }, index) => {
    const beginning = marks.filter(({ local, role }) => role === CONTENT && !begun.has(local) && begun.add(local));
    const element = markedPiece(words, marks, index, lengths, names);
    if (marks.length) boxSource(element, marks, pieces[index - 1]?.marks ?? [], pieces[index + 1]?.marks ?? []);
    return [...beginning.map(({ local }) => makeBadge(local)), element];
  });
}

// The box around a source is open where the source goes on in the next piece.
function boxSource(element, marks, before, after) {
  const goesOn = (neighbours) => neighbours.some(({ role }) => role === SOURCE);
  if (!goesOn(marks)) return;
  element.classList.toggle("begins", !goesOn(before));
  element.classList.toggle("ends", !goesOn(after));
}

function markedPiece(words, marks, index, lengths, names) {
  if (!marks.length) return words;
  const inner = (role) =>
    marks.filter((mark) => mark.role === role).sort((a, b) => lengths[a.local] - lengths[b.local])[0];
  const content = inner(CONTENT),
    cue = inner(CUE),
    speaker = inner(SOURCE),
    name = inner(NAME);
  const owner = (speaker ?? cue ?? content ?? name).local;
  const classes = [
    content && `content ${kinds[claims.kind[articles.first[current] + content.local]]}`,
    marks.filter((mark) => mark.role === CONTENT).length > 1 && "overlap",
    cue && "cue",
    speaker && "source",
  ];
  const link =
    speaker && names.has(owner)
      ? { href: `#name-${names.get(owner)}`, title: whoSaid(articles.first[current] + owner) }
      : {};
  const element = make(
    link.href ? "a" : "span",
    { class: classes.filter(Boolean).join(" "), "data-owner": owner, id: name ? `name-${index}` : null, ...link },
    words,
  );
  for (const { local } of marks) belong(local, element);
  return element;
}

function belong(local, element) {
  if (!marked.has(local)) marked.set(local, []);
  marked.get(local).push(element);
}

function makeBadge(local) {
  const claim = articles.first[current] + local,
    kind = kinds[claims.kind[claim]];
  const badge = make(
    "button",
    {
      type: "button",
      class: `badge ${kind}`,
      "data-owner": local,
      "data-badge": local,
      "aria-label": `Claim ${local + 1}, ${kind}, ${whoSaid(claim)}`,
    },
    `${kind[0].toUpperCase()}${local + 1}`,
  );
  belong(local, badge);
  return badge;
}

function claimsAlone(article) {
  return make(
    "ul",
    {},
    ...range(article).map((local) => {
      const claim = articles.first[article] + local;
      const words = make(
        "span",
        { class: `content ${kinds[claims.kind[claim]]}`, "data-owner": local },
        claims.text[claim],
      );
      belong(local, words);
      return make("li", {}, makeBadge(local), words);
    }),
  );
}

const badgeOf = (local) => byId("text").querySelector(`[data-badge="${local}"]`);

function light(local) {
  for (const element of byId("text").querySelectorAll(".active")) element.classList.remove("active");
  for (const element of marked.get(local) ?? []) element.classList.add("active");
}

function select(local) {
  selected = local;
  light(local);
  showRecord();
}

function buildArticleView() {
  const text = byId("text");
  const ownerAt = (event) => {
    const element = event.target.closest("[data-owner]");
    return element ? Number(element.dataset.owner) : null;
  };
  text.addEventListener("pointerover", (event) => light(ownerAt(event) ?? selected));
  text.addEventListener("pointerleave", () => light(selected));
  text.addEventListener("focusin", (event) => select(ownerAt(event)));
  text.addEventListener("click", (event) => {
    const local = ownerAt(event);
    if (local !== null && !event.target.closest("a")) badgeOf(local).focus({ preventScroll: true });
  });
  text.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.dataset.badge) return;
    const badges = [...text.querySelectorAll(".badge:not(.out)")];
    const next = badges[badges.indexOf(event.target) + step];
    if (next) next.focus();
    event.preventDefault();
  });
  const marks = kinds.map((kind) => make("span", { class: `content ${kind}` }, `${kind[0].toUpperCase()} ${kind}`));
  marks.push(make("span", { class: "cue" }, "cue"), make("span", { class: "source begins ends" }, "source"));
  byId("legend").append(...marks.map((mark) => make("li", {}, mark)));
}

function showRecord() {
  if (selected === null) {
    byId("record-title").textContent = "Claim";
    byId("record").replaceChildren(
      make("p", { class: "note" }, "Point at marked words, or move with Tab and the arrow keys."),
    );
    return;
  }
  const claim = articles.first[current] + selected;
  const rows = make("dl");
  const row = (name, ...shown) => shown[0] && rows.append(make("dt", {}, name), make("dd", {}, ...shown));
  row("speaker", ...speakerShown(claim));
  row("cue", books.cue[claims.cue[claim]]);
  row("cue class", books.cue_class[claims.cue_class[claim]]);
  row("confidence", share(claims.confidence[claim]));
  row("check-worthiness", share(claims.worthiness[claim]), reasonsShown(claim));
  const known = details.rows[claim];
  if (known) details.labels.forEach((label, index) => row(label, known[index]));
  else row("more", "The record's other fields are not in this page, which holds only as many as fit.");
  const kind = kinds[claims.kind[claim]];
  byId("record-title").textContent = `Claim ${selected + 1}, ${kind}`;
  row("address", make("a", { href: linkTo(claim) }, "link to this claim"));
  byId("record").replaceChildren(make("blockquote", { class: kind, dir: "auto" }, claims.text[claim]), rows);
}

function speakerShown(claim) {
  const name = speakerOf(claim),
    mention = mentionOf(claim);
  if (!name || !mention || name === mention) return [whoSaid(claim)];
  const target = byId("text").querySelector(`a.source[data-owner="${selected}"]`);
  return [target ? make("a", { href: target.getAttribute("href") }, name) : name, ` (as “${mention}”)`];
}

function reasonsShown(claim) {
  const reasons = books.reasons[claims.reasons[claim]];
  return reasons ? make("ul", {}, ...reasons.split(", ").map((reason) => make("li", {}, reason))) : "";
}
