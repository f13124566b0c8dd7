// The quotations that several articles have: who said them, who repeated them, and in which words.

const quotationList = new GrowingList(
  byId("quotation-rows"),
  byId("more-quotations"),
  listedQuotations,
  quotationRow,
);

// While a filter is set, those of which a claim passes.
function listedQuotations() {
  return isFiltering() ? quotations.rows.filter((row) => row.claims.some((claim) => passes[claim])) : quotations.rows;
}

function quotationRow(row) {
  const cell = (column, ...shown) => make("td", { "data-column": column }, ...shown);
  const figure = (column, count) => make("td", { "data-column": column, class: "number" }, number(count));
  const variants = () => row.variants.map(([text, count]) => make("li", { dir: "auto" }, `${number(count)} × ${text}`));
  return make(
    "tr",
    {},
    cell(
      "Quotation",
      make("blockquote", { class: "direct", dir: "auto" }, row.text),
      ...(row.all_variants > 1 ? [unfolding("wording", row.variants.length, row.all_variants, variants)] : []),
      unfolding("claim", row.claims.length, row.all_claims, () => row.claims.map(claimItem)),
    ),
    cell("Speaker", row.speaker || "nobody named", ...(row.share >= 0 && row.share < 100 ? [` (${row.share} %)`] : [])),
    figure("Articles", row.articles),
    figure("Publishers", row.publishers),
    cell("First seen", [row.first || "no date", row.first_publisher].filter(Boolean).join(", ")),
  );
}

// A list that is made when it is first opened.
function unfolding(noun, shown, all, items) {
  const rest = shown < all ? `, of which ${number(shown)} are listed` : "";
  const made = make("details", {}, make("summary", {}, `${plural(all, noun)}${rest}`));
  made.addEventListener("toggle", () => made.append(make("ul", {}, ...items())), { once: true });
  return made;
}

function claimItem(claim) {
  const article = claims.article[claim];
  const facts = [articles.date[article], books.publisher[articles.publisher[article]], titleOf(article)];
  return make(
    "li",
    {},
    button(facts.filter(Boolean).join(" · "), {}, () => openClaim(claim)),
  );
}

function buildQuotationsView() {
  byId("to-quotations").hidden = !quotations.count;
  const listed = quotations.rows.length < quotations.repeated ? `; the ${number(quotations.rows.length)} most repeated are listed` : "";
  byId("quotations-note").textContent =
    `Of ${plural(quotations.count, "quotation")}, ${number(quotations.repeated)} are in more than one article${listed}.`;
}
