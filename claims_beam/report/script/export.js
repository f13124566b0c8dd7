// The claims that are shown, as a file of comma-separated values (RFC 4180), which opens in a spreadsheet.

const CSV = {
  claim_id: (claim) => claims.id[claim],
  article_id: (claim) => articles.id[claims.article[claim]],
  title: (claim) => articles.title[claims.article[claim]],
  publisher: (claim) => books.publisher[articles.publisher[claims.article[claim]]],
  published_date: (claim) => articles.date[claims.article[claim]],
  url: (claim) => articles.url[claims.article[claim]],
  kind: (claim) => kinds[claims.kind[claim]],
  text: (claim) => claims.text[claim],
  speaker: speakerOf,
  speaker_as_written: mentionOf,
  cue: (claim) => books.cue[claims.cue[claim]],
  cue_class: (claim) => books.cue_class[claims.cue_class[claim]],
  confidence: (claim) => share(claims.confidence[claim]),
  check_worthiness: (claim) => share(claims.worthiness[claim]),
  check_worthiness_reasons: (claim) => books.reasons[claims.reasons[claim]],
};

// A spreadsheet takes a cell that begins like this for a formula, and an article's words must not become one.
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(value) {
  const text = value ?? "";
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function csvOf(numbers) {
  const lines = [Object.keys(CSV).map(csvCell)];
  for (const claim of numbers) lines.push(Object.values(CSV).map((read) => csvCell(read(claim))));
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function saveShown() {
  // The mark at the beginning tells spreadsheets that the file is UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(orderedClaims())], { type: "text/csv" }));
  make("a", { href: address, download: "claims.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
