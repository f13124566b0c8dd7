// What happens when the page opens.

function show(view) {
  for (const name of ["articles", "corpus", "quotations"]) {
    byId(name).hidden = name !== view;
    byId(`to-${name}`).setAttribute("aria-pressed", String(name === view));
  }
}

function summary() {
  const shown = articles.pieces.filter(Boolean).length;
  const texts =
    shown < ARTICLES ? ` · the page holds the texts of ${number(shown)} of them, those with the most claims first` : "";
  const failed = failures.count ? ` · ${plural(failures.count, "failure")}` : "";
  return `${plural(COUNT, "claim")} in ${plural(ARTICLES, "article")}${texts}${failed}`;
}

byId("summary").textContent = summary();
byId("to-articles").addEventListener("click", () => show("articles"));
byId("to-corpus").addEventListener("click", () => show("corpus"));
byId("to-quotations").addEventListener("click", () => show("quotations"));
buildFilter();
buildArticleView();
buildCorpusView();
buildQuotationsView();
applyFilter();
setTimeout(lower, 0, 0);
byId("export").addEventListener("click", saveShown);
addEventListener("hashchange", openLinked);
if (ARTICLES && !openLinked()) openArticle(Math.max(0, perArticle.findIndex(Boolean)));
