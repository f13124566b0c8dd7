// The lists of articles and of claims.

// Shows the first rows of a list of any length, and as many again at each press of its button.
class GrowingList {
  constructor(holder, more, numbers, row) {
    Object.assign(this, { holder, more, numbers, row });
    more.addEventListener("click", () => this.grow());
  }

  restart() {
    this.rows = this.numbers();
    this.holder.replaceChildren();
    this.grow();
  }

  grow() {
    const from = this.holder.childElementCount;
    for (const item of this.rows.slice(from, from + PAGE)) this.holder.append(this.row(item));
    this.more.hidden = this.holder.childElementCount >= this.rows.length;
    this.more.textContent = `${number(PAGE)} more of ${number(this.rows.length)}`;
  }
}

const articleList = new GrowingList(byId("article-list"), byId("more-articles"), listedArticles, articleRow);
const claimList = new GrowingList(byId("claim-rows"), byId("more-claims"), orderedClaims, claimRow);

function listedArticles() {
  const numbers = [...articles.id.keys()];
  return isFiltering() ? numbers.filter((article) => perArticle[article]) : numbers;
}

// A counting sort: shares are whole percents, and claims of the same share keep their order.
function orderedClaims() {
  const column = claims[byId("order").value];
  if (!column) return matches;
  const ends = new Int32Array(103);
  for (const claim of matches) ends[101 - column[claim]]++;
  for (let slot = 1; slot < ends.length; slot++) ends[slot] += ends[slot - 1];
  const ordered = new Int32Array(matches.length);
  for (let index = matches.length - 1; index >= 0; index--)
    ordered[--ends[101 - column[matches[index]]]] = matches[index];
  return ordered;
}

function articleRow(article) {
  const facts = [articles.date[article], plural(perArticle[article], "claim")].filter(Boolean).join(" · ");
  const open = button(titleOf(article), { "aria-current": article === current && "true" }, () => openArticle(article));
  open.append(make("small", {}, facts));
  return make("li", {}, open);
}

function claimRow(claim) {
  const open = button(claims.text[claim], {}, () => openClaim(claim));
  const cell = (column, shown) => make("td", { "data-column": column }, shown);
  const figure = (column, percent) => make("td", { "data-column": column, class: "number" }, share(percent));
  return make(
    "tr",
    {},
    cell("Claim", open),
    cell("Kind", kinds[claims.kind[claim]]),
    cell("Speaker", whoSaid(claim)),
    cell("Cue", books.cue[claims.cue[claim]] ?? ""),
    figure("Confidence", claims.confidence[claim]),
    figure("Check-worthy", claims.worthiness[claim]),
    cell("Article", titleOf(claims.article[claim])),
  );
}
