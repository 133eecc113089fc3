"use strict";
// Draws what the server says; decides nothing. Text only ever becomes text.
const at = id => document.getElementById(id);
const make = (name, className, ...children) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
};
const put = (id, text) => {
  const element = at(id);
  element.hidden = !text;
  if (element.textContent !== text) element.textContent = text;
};
const facts = rows => make("dl", "list", ...rows.filter(([, value]) => value)
  .flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)]));
const wide = (element, share) => { element.style.width = (100 * share).toFixed(2) + "%"; return element; };
const kind = role => role === "stable" ? "stable" : "canary";

function meter(name, className, bar) {
  return make("div", "meter", make("span", "", name),
    make("i", className, wide(make("b", ""), bar.filled)), make("span", "", bar.words));
}

function show(screen) {
  document.title = screen.model + ": " + screen.headline;
  at("model").textContent = screen.model;
  put("place", [screen.place, screen.address].filter(Boolean).join(", "));
  at("verdict").className = "verdict " + screen.tone;
  put("headline", screen.headline);
  put("note", screen.note);
  put("left", [screen.left, screen.rate].filter(Boolean).join("; "));
  at("stages").replaceChildren(...screen.stages.map(stage => {
    const item = make("li", stage.when, stage.name);
    if (stage.when === "now") item.setAttribute("aria-current", "step");
    return item;
  }));
  at("arms-part").hidden = screen.arms.length === 0;
  const split = at("split");
  if (split.children.length !== screen.arms.length)
    split.replaceChildren(...screen.arms.map(arm => make("i", kind(arm.role))));
  screen.arms.forEach((arm, i) => { split.children[i].className = kind(arm.role); wide(split.children[i], arm.share); });
  split.setAttribute("aria-label", screen.arms.map(arm => arm.role + " " + arm.weight).join(", "));
  at("arms").replaceChildren(...screen.arms.map(arm => make("article", "card arm " + kind(arm.role),
    make("h3", "", arm.role + " " + arm.version), make("b", "", arm.weight), make("p", "soft small", arm.made),
    arm.requests === "0" ? "" : facts([["requests", arm.requests], ["errors", arm.errors], ["slow", arm.slow]]))));
  at("proofs-part").hidden = screen.proofs.length === 0;
  at("proofs").replaceChildren(...screen.proofs.map(proof => make("article", "card proof",
    make("h3", "", make("span", "", proof.claim), make("span", "pill " + proof.tone, proof.verdict)),
    facts([["canary", proof.canary], ["stable", proof.stable]]),
    meter("worse", "worse", proof.worse), meter("not worse", "not", proof.notWorse))));
  at("boxes-part").hidden = screen.boxes.length === 0;
  at("boxes").replaceChildren(...screen.boxes.flatMap(box => [make("dt", "", box.name), make("dd", "", box.what)]));
}

const tones = { promoted: "pass", reverted: "fail", halted: "warn" };
function past(rows) {
  at("past").replaceChildren(...(rows.length === 0 ? [make("li", "card soft", "none yet")] : rows.map(row => {
    const line = make("div", "row", make("span", "pill " + (tones[row.end] || "plain"), row.end), make("strong", "", row.version));
    const time = make("time", "soft small", new Date(row.at).toLocaleString());
    time.dateTime = row.at;
    line.append(time);
    if (row.report) {
      const link = make("a", "small", "time line and evidence");
      link.href = "/reports/" + encodeURIComponent(row.report) + "/";
      line.append(link);
    } else line.append(make("span", "none soft small", "no report on this machine"));
    const item = make("li", "card", line);
    if (row.reason || row.made) item.append(make("p", "", row.reason || row.made));
    item.append(make("p", "soft small", row.by));
    return item;
  })));
}

const line = (text, className) => { const element = at("line"); element.textContent = text; element.className = "small " + className; };
const source = new EventSource("/events");
source.addEventListener("open", () => line("● live", "live"));
source.addEventListener("error", () => line("● no connection to `mlbox dashboard`; trying again", "lost"));
source.addEventListener("screen", event => show(JSON.parse(event.data)));
source.addEventListener("past", event => past(JSON.parse(event.data)));
