// The desk's open pages: ask for news, show it without taking the focus away, and say that somebody waits until they
// are taken. What is shown and said comes from the page; the database is asked, and nothing is remembered here.
"use strict";

// "/" leads to the search, but not out of a box in which somebody types.
document.addEventListener("keydown", (pressed) => {
  const find = document.getElementById("find");
  if (pressed.key !== "/" || pressed.ctrlKey || pressed.altKey || pressed.metaKey || !find) return;
  if (pressed.target.closest("input, textarea, select, [contenteditable]")) return;
  pressed.preventDefault();
  find.focus();
  find.select();
});

(() => {
  const alarm = document.getElementById("alarm");
  if (!alarm) return;
  const EVERY = Number(alarm.dataset.every) * 1000;
  const REPEAT = Number(alarm.dataset.repeat) * 1000;
  const LONGEST = 60_000; // between two tries while nothing answers
  const table = document.getElementById("rows");
  const waits = document.getElementById("waits");
  const said = document.getElementById("said");
  const trouble = document.getElementById("trouble");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const title = document.title;

  // -- asking, again and again, more seldom while it fails

  class SignedOut extends Error {}

  async function ask(address) {
    const answer = await fetch(address, { redirect: "manual", headers: { Accept: "application/json" } });
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  }

  const lost = new Set();

  function keepAsking(name, once) {
    let pause = EVERY;
    const round = async () => {
      try {
        await once();
        pause = EVERY;
        if (lost.delete(name) && lost.size === 0) {
          trouble.textContent = "";
          say(alarm.dataset.back);
        }
      } catch (error) {
        if (error instanceof SignedOut) {
          trouble.replaceChildren(alarm.dataset.out + " ", link("/desk/sign-in?next=" + encodeURIComponent(location.pathname), "Sign in"));
          return;
        }
        lost.add(name);
        if (trouble.textContent !== alarm.dataset.lost) trouble.textContent = alarm.dataset.lost;
        pause = Math.min(pause * 2, LONGEST);
      }
      setTimeout(round, pause);
    };
    setTimeout(round, EVERY);
  }

  function link(href, words) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = words;
    return made;
  }

  /** Polite: read out when the screen reader has time. The same words again are read again. */
  function say(words) {
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 100);
  }

  // -- the queue

  let version = alarm.dataset.version;
  let waiting = 0;
  let known = table ? rowsThatWait(table) : null; // null: not looked yet, so nothing is new
  let held = false; // a press that has begun must end on the same button
  addEventListener("pointerdown", () => { held = true; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => { held = false; }, 300));

  function rowsThatWait(where) {
    return new Map([...(where?.querySelectorAll("[data-waits]") ?? [])].map((row) => [row.dataset.waits, row.dataset.says]));
  }

  function count(now) {
    return now === 1 ? alarm.dataset.one : alarm.dataset.many.replace("{n}", now);
  }

  async function askQueue() {
    const news = await ask(`${alarm.dataset.news}?version=${encodeURIComponent(version)}`);
    if (news.rows !== null) {
      if (held) return;
      version = news.version;
      const fresh = document.createElement("div");
      fresh.innerHTML = news.rows; // made by our own template, which escapes
      const now = rowsThatWait(fresh);
      const arrived = [...now].filter(([id]) => known && !known.has(id)).map(([, words]) => words);
      known = now;
      if (table) replaceTable(fresh);
      if (arrived.length) {
        say(arrived.join(" "));
        ring();
      }
    }
    show(news.waiting);
  }

  function replaceTable(fresh) {
    const focused = table.contains(document.activeElement) ? document.activeElement : null;
    const row = focused?.closest("tr")?.querySelector("a.button")?.id;
    table.replaceChildren(...fresh.childNodes);
    if (!focused) return;
    const next = (focused.id && document.getElementById(focused.id)) || (row && document.getElementById(row));
    if (next) return next.focus({ preventScroll: true });
    table.tabIndex = -1; // what had the focus is gone: stay at its place
    table.focus({ preventScroll: true });
  }

  function show(now) {
    waits.hidden = now === 0;
    waits.querySelector("strong").textContent = count(now);
    if ((waiting === 0) !== (now === 0)) repeatAgain();
    waiting = now;
    entitle();
  }

  // -- the alarm: again and again until somebody takes them

  let repeating;
  function repeatAgain() {
    clearInterval(repeating);
    repeating = setInterval(() => {
      if (waiting === 0) return;
      say(count(waiting));
      ring();
    }, REPEAT);
  }

  let flash = false;
  let unread = 0;
  function entitle() {
    const what = unread ? `(${unread}) ` : waiting ? `(${waiting}) ` : "";
    document.title = flash && waiting ? count(waiting) : what + title;
  }
  setInterval(() => {
    // Only where nobody looks: the name of a tab in the background.
    flash = document.hidden && !still.matches && waiting > 0 && !flash;
    entitle();
  }, 1000);
  addEventListener("visibilitychange", () => {
    if (!document.hidden) unread = 0;
    entitle();
  }, true);

  // -- the sound: off until an agent switches it on

  const SOUND = "firstline-desk-sound";
  const button = document.getElementById("sound");
  let audio = null;

  function kept() { try { return localStorage.getItem(SOUND) === "on"; } catch { return false; } }
  function keep(on) { try { localStorage.setItem(SOUND, on ? "on" : "off"); } catch { /* for this page only */ } }

  function ring() {
    if (button.getAttribute("aria-pressed") !== "true" || !window.AudioContext) return;
    audio ??= new AudioContext(); // silent until the page was touched once: browsers want it so
    audio.resume().catch(() => {});
    const at = audio.currentTime;
    for (const [note, start] of [[660, 0], [880, 0.18]]) {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      tone.frequency.value = note;
      loudness.gain.setValueAtTime(0.0001, at + start);
      loudness.gain.exponentialRampToValueAtTime(0.2, at + start + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + start + 0.16);
      tone.connect(loudness).connect(audio.destination);
      tone.start(at + start);
      tone.stop(at + start + 0.17);
    }
  }

  button.hidden = !window.AudioContext;
  button.setAttribute("aria-pressed", String(kept()));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    keep(on);
    if (on) ring();
  });

  // -- the card: new lines of the chat

  const lines = document.getElementById("lines"); // none for a complaint that came by letter or telephone
  const box = document.getElementById("reply");
  const changed = document.getElementById("changed");
  const card = lines ?? document.querySelector("#changed[data-news]");

  // What the customer wrote since anybody last answered: it stands on no other part of the card.
  function markNew() {
    for (const tag of lines.querySelectorAll(".line .tag.new")) tag.remove();
    for (const line of lines.querySelectorAll(".line.new")) line.classList.remove("new");
    for (let line = lines.lastElementChild; line && !line.matches(".agent, .bot"); line = line.previousElementSibling) {
      if (!line.matches(".customer")) continue;
      line.classList.add("new");
      const tag = document.createElement("span");
      tag.className = "tag warn new";
      tag.textContent = lines.dataset.new;
      line.querySelector(".who").append(" ", tag);
    }
  }

  const jump = document.createElement("button");
  let missed = null; // the first line of theirs that came in out of view
  const atEnd = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;

  function watchLines() {
    jump.type = "button";
    jump.className = "main jump";
    jump.hidden = true;
    jump.textContent = lines.dataset.jump;
    lines.after(jump);
    jump.addEventListener("click", () => {
      missed.tabIndex = -1;
      missed.focus({ preventScroll: true });
      missed.scrollIntoView({ block: "nearest" });
      seen();
    });
    lines.addEventListener("scroll", () => { if (atEnd()) seen(); }, { passive: true });
  }

  function seen() {
    if (document.activeElement === jump) lines.focus({ preventScroll: true });
    missed = null;
    jump.hidden = true;
  }

  async function askCard() {
    const news = await ask(`${card.dataset.news}?after=${card.dataset.last}`);
    if (lines && news.lines) {
      const along = atEnd(), before = lines.lastElementChild;
      lines.insertAdjacentHTML("beforeend", news.lines); // made by our own template, which escapes
      lines.dataset.last = news.last;
      markNew();
      if (along) lines.scrollTop = lines.scrollHeight;
      if (box && document.activeElement === box) box.scrollIntoView({ block: "nearest" }); // pushed down by the line
      else if (news.theirs) {
        for (let line = before; line && !missed; line = line.nextElementSibling) if (line !== before && line.matches(".customer")) missed = line;
        jump.hidden = !missed;
      }
      if (news.theirs && document.hidden) unread += 1;
      if (news.theirs) ring();
      entitle();
    }
    if (news.version !== card.dataset.version) {
      card.dataset.version = news.version;
      // The forms stay as they are: somebody may be typing into one.
      changed.replaceChildren(card.dataset.changed + " ", link(location.pathname, card.dataset.again));
    }
  }

  if (lines) {
    markNew();
    watchLines();
    lines.scrollTop = lines.scrollHeight;
  }
  if (card) keepAsking("card", askCard);
  document.querySelector(".errors")?.focus();
  if (box && document.getElementById("sent")) {
    // They go on writing: the box in view with the newest line above it, after the browser went to "#sent".
    const goOn = () => requestAnimationFrame(() => {
      box.focus({ preventScroll: true });
      box.scrollIntoView({ block: "nearest" });
    });
    if (document.readyState === "complete") goOn();
    else addEventListener("load", goOn, { once: true });
  }

  waiting = waits.hidden ? 0 : parseInt(waits.textContent, 10);
  repeatAgain();
  entitle();
  keepAsking("queue", askQueue);
})();
