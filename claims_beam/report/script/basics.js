"use strict";

// The page's data come from claims_beam/report/data.py: claims by column, repeated words as numbers into `books`, texts
// as [words, mark ...] pieces. Everything is built as nodes and shown as text; no string is ever read as markup.
const source = document.getElementById("data");
const { kinds, articles, claims, books, details, charts, failures, quotations } = JSON.parse(source.textContent);
source.remove();

const COUNT = claims.text.length;
const ARTICLES = articles.id.length;
const PAGE = 100;
const CONTENT = 0,
  CUE = 1,
  SOURCE = 2,
  NAME = 3,
  ROLES = 4;
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const share = (percent) => (percent < 0 ? "" : (percent / 100).toFixed(2));
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
const speakerOf = (claim) => books.speaker[claims.speaker[claim]];
const mentionOf = (claim) => books.mention[claims.mention[claim]];
const whoSaid = (claim) => speakerOf(claim) ?? (mentionOf(claim) ? `“${mentionOf(claim)}”, unnamed` : "nobody named");
const titleOf = (article) => articles.title[article] || articles.id[article];

function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function button(label, attributes, onClick) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
}
