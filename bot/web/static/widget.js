// The chat as a web component: <script src="…/static/widget.js" data-provider="netservers" defer></script>.
// Words of people go in as text, never as markup; its own come from /api/widget/<provider>.
"use strict";

(() => {
  const script = document.currentScript;
  const BASE = script ? new URL("..", script.src).href : location.origin + "/";
  const CALL_MS = 45000, FIRST_MS = 6000, SILENT_MS = 35000, POLL_SECONDS = 25, KEPT_MS = 3000, HELD_MS = 5000;
  const FILES = ".pdf,.png,.jpg,.jpeg,.heic,.webp,.doc,.docx,.msg,.eml";
  const SMALL = "(max-width: 30rem), (max-height: 30rem)";

  const CSS = `
:host { --ink: #1b1f24; --quiet: #4a5058; --line: #6d757f; --paper: #ffffff; --ours: #eef2f7; --theirs: #e3e6ea; --alarm: #a4161a;
  --accent: #1d4f91; --on: #ffffff; all: initial; font: max(1rem, 16px)/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color: var(--ink); }
:host([inline]) { display: block; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button { min-height: 44px; min-width: 44px; padding: 0.5em 0.875em; font: inherit; line-height: 1.25; text-align: left; color: var(--accent);
  background: var(--paper); border: 2px solid var(--accent); border-radius: 0.375em; cursor: pointer; }
.full { color: var(--on); background: var(--accent); }
.launcher { position: fixed; right: max(1em, env(safe-area-inset-right)); bottom: max(1em, env(safe-area-inset-bottom)); z-index: 2147483000; min-height: 52px;
  padding: 0.75em 1.25em; border: 2px solid var(--on); border-radius: 2em; font-weight: 600; box-shadow: 0 2px 8px #0006; }
.panel { display: flex; flex-direction: column; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 0.5em; color: var(--ink); background: var(--paper); overflow: hidden auto; overflow-anchor: none; scroll-padding-block: 6em 1em; overflow-wrap: anywhere; }
section.panel { overflow: clip; }
section .head { position: static; }
dialog.panel { position: fixed; inset: auto 1em 1em auto; z-index: 2147483001; width: 25em; max-width: calc(100vw - 2em); height: min(46em, 100dvh - 2em); max-height: none; box-shadow: 0 4px 24px #0006; }
dialog:not([open]) { display: none; }
.head { position: sticky; top: 0; z-index: 1; flex: none; display: flex; gap: 0.5em; align-items: flex-start; padding: 0.5em 0.75em; color: var(--on); background: var(--accent); }
.head div { flex: 1; min-width: 0; }
h2 { margin: 0; font-size: 1.0625em; line-height: 1.3; }
.head h2:focus-visible { outline: none; box-shadow: none; }
.whois { margin: 0; font-size: 0.875em; }
.head button { color: var(--on); background: none; border-color: currentColor; }
.log { position: relative; flex: 1 1 0; min-height: 16em; overflow-y: auto; overflow-anchor: none; padding: 0.75em; }
.beside .log { min-height: max(4em, 16vh); }
.jump { position: sticky; top: 0.5em; bottom: 0.5em; z-index: 1; flex: none; align-self: center; margin: 0.25em; border-radius: 2em; font-weight: 600; }
:host([inline]) .log { flex: none; min-height: 9em; max-height: max(9em, 100dvh - var(--room, 26.5em)); }
.line { max-width: 36em; width: fit-content; margin: 0 2em 0.75em 0; padding: 0.5em 0.75em; border: 1px solid transparent; border-radius: 0.5em; background: var(--ours); }
.line.customer { margin: 0 0 0.75em auto; background: var(--theirs); }
.line.system { border-color: var(--line); background: var(--paper); }
.line.agent { border-color: var(--accent); background: var(--paper); }
.who { margin: 0; font-size: 0.875em; font-weight: 600; color: var(--quiet); }
.who time { font-weight: 400; }
.what { margin: 0; white-space: pre-wrap; }
.what a { color: var(--accent); }
summary { padding: 0.5em 0; color: var(--accent); text-decoration: underline; cursor: pointer; }
.unsent { margin: 0.25em 0 0; color: var(--alarm); }
.choices, .tools, .row { display: flex; flex-wrap: wrap; gap: 0.5em; }
.choices { margin: 0.5em 0 0.25em; }
.foot { flex: none; display: flex; flex-direction: column; min-height: 0; padding: 0.5em 0.75em 0.75em; border-top: 1px solid var(--line); }
.foot > * { flex: none; }
.foot > button { align-self: start; margin-bottom: 0.5em; }
.beside .foot { flex: 0 1 auto; }
.beside #hint { display: none; }
.state { display: flex; gap: 0.5em; align-items: center; }
.status { margin: 0; font-size: 0.875em; color: var(--quiet); }
.dots { display: inline-flex; gap: 0.2em; }
.dots i { width: 0.4em; height: 0.4em; border-radius: 50%; background: var(--quiet); animation: beat 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: 0.2s; }
.dots i:nth-child(3) { animation-delay: 0.4s; }
@keyframes beat { 50% { opacity: 0.2; } }
.alert:empty { display: none; }
.alert, .ask { margin: 0 0 0.5em; padding: 0.5em 0.75em; border-left: 0.375em solid var(--alarm); color: var(--alarm); background: #fdf0f0; }
.ask { border-color: var(--accent); color: var(--ink); background: var(--ours); }
.ask p { margin: 0 0 0.5em; }
label { display: block; margin-bottom: 0.25em; font-weight: 600; }
.hint { margin: 0 0 0.25em; font-size: 0.875em; color: var(--quiet); }
textarea, input { display: block; width: 100%; min-height: 44px; padding: 0.5em; font: inherit; color: inherit; background: var(--paper); border: 2px solid var(--line); border-radius: 0.375em; }
textarea { min-height: 3.75em; resize: vertical; }
.tools { margin-top: 0.5em; }
.ended { margin: 0.5em 0; }
.tools .plain { border-color: transparent; text-decoration: underline; }
.row { align-items: end; margin: 0.5em 0; }
.row > div { flex: 1 1 16em; }
progress { width: 100%; }
.foot > .details, .foot > .more { flex: 0 1 auto; min-height: 6em; overflow-y: auto; scrollbar-gutter: stable; }
.foot > .details { box-shadow: inset 0 -0.5em 0.5em -0.5em #0006; }
@media (min-height: 34rem) {
  section .details { max-height: 46vh; }
  :host([inline]) .beside .log { min-height: 6em; max-height: 22vh; }
}
.details h3 { margin: 0 0 0.5em; font-size: 1em; }
.detail { display: flex; gap: 0.5em; align-items: center; margin: 0 0 0.25em; padding-bottom: 0.25em; border-bottom: 1px solid var(--line); }
.detail > :first-child { flex: 1; min-width: 0; margin: 0; }
.detail fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.tick { display: flex; gap: 0.5em; align-items: center; min-height: 44px; font-weight: 400; }
.tick input { flex: none; width: 1.5em; min-height: 1.5em; }
:focus-visible { outline: 3px solid #101418; outline-offset: 2px; box-shadow: 0 0 0 5px #ffd54a; }
.log:focus-visible { outline-offset: -5px; box-shadow: inset 0 0 0 2px #ffd54a; }
.head button:focus-visible { outline-color: #ffd54a; box-shadow: 0 0 0 2px #101418; outline-offset: 2px; }
@media ${SMALL} {
  dialog.panel { inset: 0; width: 100%; max-width: none; height: 100dvh; border: 0; border-radius: 0; }
  .line { margin-right: 0.5em; }
  #hint { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
@media (max-height: 34rem) {
  .head { position: static; }
  .panel { scroll-padding: 0; }
  .log, :host([inline]) .log { flex: none; max-height: none; overflow: visible; }
  .beside .foot, .foot > .details, .foot > .more { flex: none; max-height: none; overflow: visible; }
}
@media (max-height: 44rem) {
  .beside:has(.details form) .foot, .foot > .details:has(form) { flex: none; max-height: none; overflow: visible; }
}
@media (max-height: 30rem) {
  .jump { position: fixed; inset: auto 0 0; margin: 0; padding-block: 0; border-radius: 0; font-size: 0.875em; text-align: center; }
  dialog.panel:has(> .jump:not([hidden])) { height: calc(100dvh - 44px); }
}
@media (max-width: 24rem) { :host([inline]) .log { max-height: none; } }
@media (prefers-reduced-motion: reduce) { .dots i { animation: none; } }
@media (forced-colors: active) {
  .line, .alert, .ask, .head { border: 1px solid CanvasText; }
  .dots i { background: CanvasText; }
  :focus-visible, .head button:focus-visible { outline-color: Highlight; }
}`;

  function element(name, traits = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(traits)) {
      if (key === "text") made.textContent = value;
      else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...inside);
    return made;
  }

  const say = (where, text) => { if (where.textContent !== text) where.textContent = text; };
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Plain http on another machine's address has no randomUUID.
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function isWeb(address) {
    try { return ["http:", "https:"].includes(new URL(address).protocol); } catch { return false; }
  }

  function style(root) {
    try {
      const sheet = new CSSStyleSheet(); // the one way that a strict policy of the host page leaves open
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch { root.append(element("style", { text: CSS })); }
  }
  async function* eventsOf(reader, heard) {
    const decoder = new TextDecoder();
    let rest = "", event = { name: "message", data: "" };
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop();
      for (const raw of lines) {
        const line = raw.replace(/\r$/, "");
        if (!line) {
          if (event.data) yield event;
          event = { name: "message", data: "" };
        } else if (line.startsWith("event:")) event.name = line.slice(6).trim();
        else if (line.startsWith("data:")) event.data += line.slice(5).trim();
        else if (line.startsWith("id:")) event.id = Number(line.slice(3));
      }
    }
  }

  function mount(host, provider, facts) {
    const { labels, limit } = facts;
    const inline = host.hasAttribute("inline");
    const words = (key) => labels[key] || key;
    const fill = (key, values) => words(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const STORED = "firstline:" + provider, OPEN = "firstline-open:" + provider;

    let chat = null, before = null; // {id, token}; the one that ended, until another is open
    let last = 0;
    let generation = 0; // rises with every new chat, so that answers to an old one are dropped
    let begun = false, ready = false, lost = false, streams = true;
    let opening = null, cut = null; // cut: ends the stream or poll that is open
    let state = "bot", told = "", typing = false, agent = "", unread = 0, keptTimer = 0;
    const unsent = new Map(); // key -> line that waits for its id
    const sent = new Set();
    const waits = new Set(), done = new Set();

    const root = host.attachShadow({ mode: "open" });
    style(root);
    host.style.setProperty("--accent", facts.theme.accent);
    host.style.setProperty("--on", facts.theme.on_accent);

    const button = (label, act, more = {}) => element("button", { type: "button", text: words(label), onclick: act, ...more });
    const title = element("h2", { id: "title", tabindex: "-1", text: words("title") });
    const whois = element("p", { class: "whois", role: "status" });
    const head = element("div", { class: "head" }, element("div", {}, title, whois));
    if (!inline) head.append(button("close", () => shut()));
    const log = element("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": words("messages") });
    const jump = element("button", { type: "button", hidden: true, class: "jump full", onclick: goThere });
    const dots = element("span", { class: "dots", "aria-hidden": "true", hidden: true }, element("i"), element("i"), element("i"));
    const status = element("p", { class: "status", role: "status" });
    const alertBox = element("div", { class: "alert", role: "alert" });
    const question = element("div", { class: "ask", role: "group", hidden: true });
    const carryOn = button("carry-on", carry, { hidden: true });
    const cardButton = button("card", () => (cardBox.hidden ? openCard() : shutCard()), { hidden: true, "aria-expanded": "false" });
    const cardBox = element("div", { class: "ask details", role: "group", "aria-label": words("card-title"), hidden: true });
    const ended = element("p", { class: "ended", hidden: true }, button("new", startNew, { class: "full" }));
    const box = element("textarea", { id: "text", name: "text", rows: "2", "aria-describedby": "hint count", autocomplete: "off", oninput: count,
      onfocus: () => { if (progress.hidden) shutMore(); } });
    const counter = element("p", { class: "hint", id: "count" });
    const day = element("input", { id: "day", type: "date" });
    const dayRow = element("div", { class: "row", hidden: true },
      element("div", {}, element("label", { for: "day", text: words("day") }), day), button("use-day", useDay), button("cancel", shutMore));
    const dayButton = button("pick-day", () => only(dayRow, day));
    const file = element("input", { type: "file", id: "file", "aria-describedby": "file-hint", accept: FILES });
    const fileHint = element("p", { class: "hint", id: "file-hint", text: words("file-hint") });
    const progress = element("progress", { max: "100", "aria-label": words("file-progress"), hidden: true });
    const fileRow = element("div", { class: "row", hidden: true },
      element("div", {}, element("label", { for: "file", text: words("file") }), fileHint, file, progress),
      button("send-file", sendFile), button("cancel", shutMore));
    const fileButton = button("add-file", addFile);
    const writing = element("div", {},
      element("label", { for: "text", text: words("box") }), element("p", { class: "hint", id: "hint", text: words("hint") }), box, counter);
    const moreButton = button("more", () => (more.hidden ? openMore() : shutMore()),
      { class: "plain", "aria-expanded": "false", "aria-controls": "more" });
    const personButton = button("person", askPerson);
    const send1 = element("button", { class: "full", text: words("send") });
    const form = element("form", { novalidate: true, "aria-label": words("form"), onsubmit: submit }, writing,
      element("div", { class: "tools" }, send1, personButton, moreButton));
    const newButton = button("new", startNew);
    const menu = element("div", { class: "tools" }, dayButton, fileButton, button("download", () => { shutMore(); download(); }), newButton, button("delete", askDelete), element("a", { href: BASE + "privacy/" + provider, target: "_blank", text: words("privacy") }));
    const more = element("div", { id: "more", class: "more", hidden: true }, menu, dayRow, fileRow);
    const panel = element(inline ? "section" : "dialog", { class: "panel", id: "panel", "aria-labelledby": "title" }, head, log, jump,
      element("div", { class: "foot" }, element("div", { class: "state" }, dots, status), alertBox, question, cardButton, cardBox, carryOn, ended, form, more));
    const launcher = element("button", { type: "button", class: "launcher full", "aria-haspopup": "dialog", "aria-expanded": "false", text: words("launch"), onclick: () => open(true) });
    const news = element("p", { class: "unseen", role: "status" });
    if (!inline) root.append(launcher, news);
    root.append(panel);

    box.addEventListener("keydown", (event) => {
      // While an input method composes, Enter chooses a candidate (229: Safari reports it late).
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      form.requestSubmit();
    });

    const small = matchMedia(SMALL);
    const remembersOpen = (value) => { try { sessionStorage.setItem(OPEN, value); } catch { /* then it starts shut */ } };

    function open(asked) {
      unread = 0;
      countUnread();
      if (!panel.open) small.matches ? panel.showModal() : panel.show(); // over the whole screen: nothing behind is in reach
      launcher.hidden = true;
      launcher.setAttribute("aria-expanded", "true");
      remembersOpen("1");
      if (asked) goHome();
      if (!begun) begin();
      follow();
    }

    const goHome = () => (matchMedia("(pointer: fine)").matches && !form.hidden ? box : title).focus({ preventScroll: true });

    function shut() {
      panel.close();
      launcher.hidden = false;
      countUnread();
      launcher.setAttribute("aria-expanded", "false");
      remembersOpen("");
      launcher.focus();
    }

    function countUnread() {
      const asks = log.querySelector(".customer ~ :last-child > .choices");
      say(launcher, unread ? fill("launch-new", { count: unread }) : words(asks ? "launch-asks" : "launch"));
      say(news, unread ? fill("launch-new", { count: unread }) : "");
    }

    // The innermost thing that is open, and the keyboard goes back to what opened it.
    function escape(event) {
      const form = cardBox.querySelector("form");
      const inner = !question.hidden ? question.querySelector("button:not(.full)") : form && form.querySelector("button:last-child");
      if (inner) inner.click();
      else if (!more.hidden) shutMore();
      else if (!cardBox.hidden) shutCard();
      else if (inline) return;
      else shut();
      event.preventDefault();
    }

    panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) escape(event); });
    if (!inline) {
      panel.addEventListener("cancel", escape);
      small.addEventListener("change", () => {
        if (!panel.open) return;
        const held = root.activeElement;
        panel.close();
        open(false);
        if (held) held.focus();
      });
    }

    let opener = moreButton;

    function openMore() {
      if (!cardBox.querySelector("form")) shutCard();
      opener = moreButton;
      more.hidden = false;
      moreButton.setAttribute("aria-expanded", "true");
      makeRoom();
    }

    function shutMore() {
      const held = more.contains(root.activeElement);
      more.hidden = dayRow.hidden = fileRow.hidden = true;
      menu.hidden = false;
      moreButton.setAttribute("aria-expanded", "false");
      makeRoom();
      if (held) (!opener.isConnected ? box : moreButton.hidden ? title : opener).focus();
    }
    function only(row, first) {
      menu.hidden = true;
      row.hidden = false;
      first.focus();
    }

    function addFile(event) {
      openMore();
      if (event.currentTarget !== fileButton) opener = event.currentTarget;
      only(fileRow, file);
      learnFiles();
    }

    async function call(path, options = {}) {
      const headers = { ...options.headers };
      if (options.body) headers["Content-Type"] = "application/json";
      if (chat) headers["Authorization"] = "Bearer " + chat.token;
      let response;
      try {
        const signal = options.signal || (AbortSignal.timeout ? AbortSignal.timeout(CALL_MS) : undefined);
        response = await fetch(BASE + path, { ...options, headers, signal, cache: "no-store", credentials: "omit" });
      } catch {
        throw { code: "offline", again: true, message: words("offline") };
      }
      let body = null;
      try { body = await response.json(); } catch { /* an answer that is not ours */ }
      if (response.ok && body) return body;
      const error = (body && body.error) || {};
      throw {
        status: response.status,
        code: error.code || "broken",
        again: response.status >= 500 || response.status === 429 || response.status === 408,
        message: error.message || words("broken"),
      };
    }

    const at = (tail) => "api/conversations/" + encodeURIComponent(chat.id) + tail;

    function draw(sender, text, when, by) {
      const name = sender === "agent" && by ? fill("who-agent-named", { name: by }) : words("who-" + sender);
      const who = element("p", { class: "who", text: name + " " });
      const moment = new Date(when || Date.now());
      who.append(element("time", { datetime: moment.toISOString(), text: moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) }));
      const part = (some) => element("p", { class: "what", dir: "auto" }, ...(sender !== "customer" ? withLinks(some) : [some]));
      // A long list is folded: it would push what comes next out of view.
      const list = sender === "system" && text.match(/\n((?:• .*\n){4,})/);
      const whole = list ? [part(text.slice(0, list.index)), element("details", {}, element("summary", { text: words("list") }), part(list[1].trimEnd())),
        part(text.slice(list.index + list[0].length))] : [part(text)];
      return element("div", { class: "line " + sender, "data-sender": sender, "data-by": sender === "agent" && by || undefined }, who, ...whole);
    }

    function withLinks(text) {
      const parts = [];
      let end = 0;
      for (const found of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
        const address = found[0].replace(/[.,;:!?'’”)\]]+$/, "");
        if (!isWeb(address)) continue;
        const ours = new URL(address).origin === new URL(BASE).origin && address.match(/\/case\/[^/]+(\/letter)?$/); // long, and a secret
        const link = element("a", { text: ours ? words(ours[1] ? "link-letter" : "link-case") : address });
        link.href = address;
        link.target = "_blank";
        link.rel = "noreferrer noopener";
        link.append(element("span", { class: "unseen", text: " " + words("new-tab") }));
        parts.push(text.slice(end, found.index), link);
        end = found.index + address.length;
      }
      return [...parts, text.slice(end)];
    }

    function drawChoices(line, { buttons: all, sender, text }) {
      const buttons = all.filter((one) => one.title !== words("carry-on")); // it has its own button, and only while it is true
      const asks = sender === "bot" && !fileButton.hidden && text.includes('"' + words("add-file") + '"');
      if (!buttons.length && !asks) return;
      const choices = element("div", { class: "choices", role: "group", "aria-label": words("choices") });
      for (const one of buttons)
        choices.append(element("button", { type: "button", text: one.title, onclick: () => send({ button: one.id }, one.title) }));
      if (asks) choices.append(button("add-file", addFile));
      line.append(choices);
    }

    function dropChoices() {
      const held = root.activeElement && root.activeElement.closest(".choices");
      for (const choices of log.querySelectorAll(".choices")) choices.remove();
      if (held) box.focus(); // the pressed button is gone: never leave the keyboard nowhere
    }

    // What scrolls the log, and its window.
    function frame() {
      const own = log.scrollHeight > log.clientHeight + 1 && getComputedStyle(log).overflowY !== "visible";
      const outer = own ? log : inline ? document.scrollingElement : panel;
      const { top, bottom } = inline && !own ? { top: 0, bottom: innerHeight } : outer.getBoundingClientRect();
      return { outer, top, bottom, own };
    }

    const boxOf = (line) => line ? line.getBoundingClientRect() : { top: 0, bottom: 0 };
    function atEnd(slack) {
      const { top, bottom, own } = frame(), end = boxOf(log.lastElementChild).bottom;
      return end < bottom + slack && (own || !inline && !panel.open || end > top);
    }

    // from: where what is new begins; missed: what came and is not all in view.
    let from = null, missed = null, begunIt = false, placed = 0, around = 0;

    function place(by) {
      const { outer } = frame();
      outer.scrollTop += by;
      placed = log.scrollTop;
      around = outer.scrollTop;
    }

    // Nobody has scrolled away since we last placed the log.
    function stayed() {
      const { own, outer } = frame();
      return own ? log.scrollTop > placed - 40 : Math.abs(outer.scrollTop - around) < 40;
    }

    function show(lines, live) {
      const fresh = [], away = !inline && !panel.open;
      const along = !live || (cardBox.hidden && (atEnd(80) || stayed() || (!frame().own && waits.size > 0 && !box.value)));
      for (const line of lines) {
        if (line.id <= last) continue;
        last = line.id;
        if (line.turn === "pending" && !done.has(line.id)) waits.add(line.id);
        if (line.sender === "customer") {
          if (!sent.delete(line.id)) { dropChoices(); log.append(from = draw("customer", line.text, line.sent_at)); }
          continue;
        }
        if (line.sender === "agent" || line.spoken_by) agent = line.spoken_by || "";
        const drawn = draw(line.sender, line.text, line.sent_at, line.spoken_by);
        drawChoices(drawn, line);
        if (line.file) drawn.append(element("div", { class: "tools" }, button("get-file", () => getFile(line.file))));
        log.append(drawn);
        fresh.push(drawn);
        if (along && !(away && unread) && (line.sender === "agent" || live && (!from || state !== "bot" && !line.in_reply_to))) from = drawn;
        if (live && away) { unread += 1; countUnread(); }
      }
      if (along) follow();
      if (live && !away && fresh.length) cue(along ? log.children : fresh, !along);
    }
    function cue(lines, all) {
      const { bottom } = frame(), person = (each) => each && each.matches(".agent");
      const out = [...lines].filter((each) => !each.matches(".customer") && (all || boxOf(each).bottom > bottom + 8));
      const next = out.find(person) || out[0];
      // A person's line comes before a notice.
      if (next && (!missed || all && begunIt || person(next) && !person(missed))) {
        missed = next;
        begunIt = boxOf(next).top < bottom - 40 && !all;
      }
      if (missed) {
        const { sender, by } = missed.dataset;
        say(jump, by ? fill("jump-named", { name: by }) : words("jump-" + sender));
      }
      jump.hidden = !missed;
    }

    // To the end, but not past the top of what is new, nor back over what they have read.
    function follow() {
      const end = log.lastElementChild;
      if (!end) return;
      const { top, bottom } = frame(), low = boxOf(end).bottom;
      let first = from && from.isConnected ? from : null;
      if (first && first.matches(".customer") && low - boxOf(first).top > bottom - top - 16) first = first.nextElementSibling || first;
      const high = first ? boxOf(first).top - 8 - top : Infinity;
      const by = Math.min(low + 12 - bottom, high > -17 || low < top + 40 ? high : Infinity);
      place(by > 0 || low < top + 40 ? by : 0);
      settle();
    }
    function settle() {
      if (!atEnd(8)) return;
      place(0);
      if (!missed || !cardBox.hidden) return;
      missed = null;
      if (root.activeElement === jump) log.focus({ preventScroll: true });
      jump.hidden = true;
    }

    function goThere() {
      const line = missed || log.lastElementChild;
      if (!cardBox.querySelector("form")) shutCard();
      missed = null;
      from = line;
      line.setAttribute("tabindex", "-1");
      line.focus({ preventScroll: true });
      jump.hidden = true;
      const was = boxOf(line).top;
      line.scrollIntoView({ block: "nearest" });
      follow();
      const { top, bottom } = frame();
      if (Math.abs(boxOf(line).top - was) < 9) place(Math.min(boxOf(log.lastElementChild).bottom + 12 - bottom, bottom - top - 60));
      if (cardBox.hidden) cue(log.children);
    }

    for (const each of [log, panel, ...(inline ? [window] : [])]) each.addEventListener("scroll", settle, { passive: true });
    // Where the log shrinks (buttons appear, a keyboard comes up), what is new stays in view.
    new ResizeObserver(() => {
      if (!stayed()) return settle();
      follow();
      if (ready && cardBox.hidden && more.hidden) cue(log.children);
    }).observe(log);

    const room = new ResizeObserver(() => {
      const top = panel.getBoundingClientRect().top + scrollY;
      host.style.setProperty("--room", (top < innerHeight / 2 ? top : 0) + panel.offsetHeight - log.offsetHeight + 10 + "px");
    });
    if (inline) for (const each of [jump, panel.lastElementChild]) room.observe(each);

    // The log gives way, so that "Send" stays whole.
    const makeRoom = () => panel.classList.toggle("beside", !cardBox.hidden || !more.hidden);

    function tell() {
      clearTimeout(keptTimer);
      const who = state === "human" ? (agent && !words("is-named").includes(agent) ? fill("is-named", { name: agent }) : words("is-human")) : words("is-" + state);
      say(whois, who);
      dots.hidden = !typing || lost;
      const alone = state === "bot" || state === "closed";
      const held = root.activeElement;
      carryOn.hidden = state !== "waiting";
      personButton.hidden = !alone;
      if ((held === personButton && !alone) || (held === carryOn && carryOn.hidden)) goHome();
      ended.hidden = state !== "closed";
      cardButton.hidden = alone; // the assistant takes corrections itself
      const near = stayed(), read = !cardBox.hidden;
      if (alone) shutCard();
      const over = state === "closed";
      for (const each of [writing, send1, dayButton, fileButton, newButton]) each.hidden = over;
      moreButton.hidden = over && !chat;
      if (moreButton.hidden || over && menu.hidden) shutMore();
      makeRoom();
      if (state !== "bot" && state !== told) dropChoices(); // not those of a line that is ahead of its state
      if (near && (alone ? read && missed : state === "human" && told !== state && log.querySelector(".system:last-child"))) {
        from = missed && missed.matches(".agent") ? missed : log.lastElementChild;
        follow();
      }
      told = state;
      if (lost) say(status, words("lost"));
      else if (typing) say(status, state === "human" ? words("person-writing") : words("writing"));
      else if (waits.size && state === "bot") keptTimer = setTimeout(() => say(status, words("kept")), KEPT_MS);
      else say(status, "");
    }

    function remember(value) {
      try {
        if (value) localStorage.setItem(STORED, JSON.stringify(value));
        else localStorage.removeItem(STORED);
      } catch { /* without storage the chat lives as long as the page */ }
    }

    function recall() {
      try { return JSON.parse(localStorage.getItem(STORED)); } catch { return null; }
    }

    function create() {
      opening = opening || (async () => {
        const made = await call("api/conversations", { method: "POST", body: JSON.stringify({ provider, earlier: before || undefined }) });
        before = null;
        chat = { id: made.conversation_id, token: made.token };
        remember(chat);
        last = 0;
      })().finally(() => { opening = null; });
      return opening;
    }

    async function begin() {
      const mine = ++generation;
      if (cut) cut.abort();
      begun = true;
      ready = lost = typing = false;
      state = "bot";
      agent = "";
      log.setAttribute("aria-live", "off");
      // An ended chat stays above the new one, to read only.
      if (before) for (const each of log.querySelectorAll(".choices, .tools, .again")) each.remove();
      else log.replaceChildren();
      for (const each of [unsent, sent, waits, done]) each.clear();
      last = 0;
      from = missed = null;
      jump.hidden = true;
      tell();
      chat = recall();
      let returning = Boolean(chat || before); // after an ended chat the greeting comes before what they press
      say(status, words("opening"));
      for (;;) {
        try {
          if (!chat) await create();
          while (returning) {
            const past = await call(at("/messages?after=" + last));
            if (mine !== generation) return;
            show(past.messages, false);
            state = past.state;
            if (!past.messages.length) break;
          }
          break;
        } catch (error) {
          if (mine !== generation) return;
          if (error.status === 401) { remember(null); chat = null; returning = false; last = 0; log.replaceChildren(); say(alertBox, words("earlier-gone")); continue; }
          say(alertBox, error.code === "offline" ? words("lost") : error.message);
          await sleep(4000);
          if (mine !== generation) return;
        }
      }
      if (mine !== generation) return;
      if (alertBox.textContent !== words("earlier-gone")) say(alertBox, "");
      log.setAttribute("aria-live", "polite");
      ready = true;
      follow();
      tell();
      if (!unread) countUnread();
      // A live region must be live before what it announces is put into it.
      setTimeout(() => listen(mine), 150);
    }

    function found() {
      if (lost) {
        lost = false;
        say(alertBox, "");
        sendHeld();
      }
      tell();
    }

    async function listen(mine) {
      let pause = 1000;
      while (mine === generation) {
        cut = new AbortController();
        try {
          const heard = () => { pause = 1000; };
          await (streams ? stream(mine, heard) : poll(mine, heard));
        } catch (error) {
          if (mine !== generation) return;
          if (error && error.status === 401) return gone(error.message);
          if (error && error.status >= 400 && error.status < 500 && error.status !== 429) streams = false;
          lost = true;
          tell();
          await Promise.race([sleep(pause), new Promise((done) => addEventListener("online", done, { once: true }))]);
          pause = Math.min(pause * 2, 15000);
        }
      }
    }

    function gone(message) {
      if ((recall() || {}).id === chat.id) remember(null); // another window may have begun a new one
      state = "closed";
      typing = false;
      tell();
      say(alertBox, message);
      say(status, words("gone"));
    }

    // Where not a byte comes through (a proxy that collects), polls take over.
    async function stream(mine, heard) {
      let clock = 0, bytes = false, ending = false;
      const watch = () => { clearTimeout(clock); clock = setTimeout(() => { if (!bytes && navigator.onLine) streams = false; cut.abort(); }, bytes ? SILENT_MS : FIRST_MS); };
      const own = cut;
      watch();
      try {
        const headers = { Accept: "text/event-stream", Authorization: "Bearer " + chat.token };
        if (last) headers["Last-Event-ID"] = String(last);
        const response = await fetch(BASE + at("/events"), { headers, signal: own.signal, cache: "no-store", credentials: "omit" });
        if (!response.ok) {
          const body = await response.json().catch(() => null);
          throw { status: response.status, message: (body && body.error && body.error.message) || words("broken") };
        }
        if (!response.body || !(response.headers.get("content-type") || "").startsWith("text/event-stream")) { streams = false; return; }
        for await (const event of eventsOf(response.body.getReader(), () => { bytes = true; watch(); heard(); })) {
          if (mine !== generation) return own.abort();
          if (lost) found();
          await take(event.name, JSON.parse(event.data));
        }
        ending = true;
      } finally { clearTimeout(clock); }
      if (ending) await sleep(300); // it restarts: come back at once, but not in a frenzy
    }

    async function take(name, data) {
      if (name === "message") {
        // Our own line first gets its id; if that takes long, it goes.
        if (data.sender === "customer") await Promise.race([Promise.all([...unsent.values()].map((one) => one.going)), sleep(1500)]);
        show([data], true);
      } else if (name === "turn_done") { done.add(data.in_reply_to); waits.delete(data.in_reply_to); }
      else if (name === "state") state = data.state;
      else if (name === "typing") typing = data.on;
      tell();
    }

    async function poll(mine, heard) {
      const own = cut, clock = setTimeout(() => own.abort(), CALL_MS);
      const answer = await call(at("/messages?after=" + last + "&wait=" + (lost ? 0 : POLL_SECONDS)), { signal: own.signal }).finally(() => clearTimeout(clock));
      if (mine !== generation) return;
      heard();
      found();
      await Promise.race([Promise.all([...unsent.values()].map((one) => one.going)), sleep(1500)]);
      show(answer.messages, true);
      for (const [id, turn] of Object.entries(answer.turns)) if (turn !== "pending") { done.add(Number(id)); waits.delete(Number(id)); }
      state = answer.state;
      typing = answer.typing;
      tell();
    }

    const offline = () => { if (cut && begun) cut.abort(); };
    addEventListener("offline", offline);

    function send(body, text, path = "/messages") {
      say(alertBox, "");
      dropChoices();
      const line = draw("customer", text);
      log.append(from = line);
      follow();
      const one = { key: newKey(), body, line, path, going: null, failed: false };
      unsent.set(one.key, one);
      attempt(one);
    }

    function attempt(one) {
      for (const old of one.line.querySelectorAll(".unsent, .again")) old.remove();
      one.failed = false;
      one.going = (async () => {
        try {
          const taken = await call(at(one.path), {
            method: "POST",
            headers: { "Idempotency-Key": one.key }, // the same at every try: the server counts it once
            body: one.body && JSON.stringify(one.body),
          });
          if (taken.id > last) sent.add(taken.id);
          else one.line.remove();
          if (taken.turn === "pending" && !done.has(taken.id)) waits.add(taken.id);
          unsent.delete(one.key);
          tell();
        } catch (error) {
          say(alertBox, error.message);
          one.line.append(element("p", { class: "unsent", text: words("unsent") }));
          if (!error.again) {
            unsent.delete(one.key);
            if (one.body && one.body.text && !box.value) { box.value = one.body.text; count(); }
            return;
          }
          one.going = null;
          one.failed = true;
          if (error.code === "offline") setTimeout(() => { if (!lost) sendHeld(); }, HELD_MS);
          one.line.append(button("again", () => { say(alertBox, ""); box.focus(); attempt(one); }, { class: "again" }));
          follow();
        }
      })();
    }
    async function sendHeld() {
      for (const one of [...unsent.values()]) if (one.failed && unsent.has(one.key)) { attempt(one); await one.going; }
    }

    function count() {
      const length = Array.from(box.value).length;
      say(counter, length > limit ? fill("over", { over: length - limit }) : "");
    }

    function submit(event) {
      event.preventDefault();
      const text = box.value;
      const wrong = !text.trim() ? "blank" : !ready ? "not-open" : Array.from(text).length > limit ? "too-long" : null;
      if (wrong) {
        count();
        say(alertBox, "");
        say(alertBox, words(wrong));
        box.focus();
        return;
      }
      box.value = "";
      count();
      send({ text }, text);
      box.focus();
    }

    async function askPerson() {
      if (state === "closed") { before = chat; remember(null); await begin(); }
      if (ready) send(null, words("person-pressed"), "/person");
      else say(alertBox, words("not-open"));
    }

    async function carry() {
      try {
        from = null; // what the assistant says now answers no line of theirs
        await call(at("/assistant"), { method: "POST", headers: { "Idempotency-Key": newKey() } });
        say(alertBox, "");
        box.focus();
      } catch (error) { say(alertBox, error.status === 404 ? words("carry-on-failed") : error.message); }
    }

    function useDay() {
      if (!day.value) { say(alertBox, ""); say(alertBox, words("no-day")); return day.focus(); }
      const [year, month, date] = day.value.split("-").map(Number);
      const text = new Date(year, month - 1, date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      box.value = box.value.trim() ? box.value.trimEnd() + " " + text : text;
      count();
      say(alertBox, "");
      box.focus();
    }

    async function learnFiles() {
      try {
        const most = await call("api/files/limits");
        file.accept = most.accept;
        say(fileHint, most.words);
      } catch { /* it refuses in words what it does not take */ }
    }
    function sendFile() {
      const chosen = file.files[0];
      const wrong = !chosen ? "no-file" : !ready ? "not-open" : null;
      say(alertBox, "");
      if (wrong) { say(alertBox, words(wrong)); return file.focus(); }
      const request = new XMLHttpRequest(), parts = new FormData();
      parts.append("file", chosen);
      request.open("POST", BASE + at("/files"));
      request.setRequestHeader("Authorization", "Bearer " + chat.token);
      request.setRequestHeader("Idempotency-Key", newKey());
      progress.hidden = false;
      progress.value = 0;
      say(status, fill("file-going", { name: chosen.name }));
      request.upload.onprogress = (event) => { if (event.lengthComputable) progress.value = 100 * event.loaded / event.total; };
      request.onloadend = () => {
        progress.hidden = true;
        if (request.status >= 200 && request.status < 300) {
          file.value = "";
          shutMore();
          say(status, fill("file-there", { name: chosen.name }));
          return;
        }
        let message = "";
        try { message = request.status === 404 ? "" : JSON.parse(request.responseText).error.message; } catch { /* not ours */ }
        tell();
        say(alertBox, message || words(request.status ? "file-failed" : "offline-file"));
      };
      request.send(parts);
    }

    function shutCard() {
      const held = cardBox.contains(root.activeElement);
      cardBox.hidden = true;
      makeRoom();
      question.before(alertBox);
      cardBox.replaceChildren();
      cardButton.setAttribute("aria-expanded", "false");
      if (held) (cardButton.hidden ? title : cardButton).focus();
    }

    async function openCard(after) {
      say(alertBox, "");
      try {
        const { details, files } = await call(at("/card"));
        const rows = details.map(drawDetail);
        if (rows.length) rows.push(drawRow(words("files"), files.join(", "), button("add-file", addFile)));
        const first = element("h3", { tabindex: "-1", text: words(rows.length ? "card-title" : "card-empty") });
        question.before(alertBox);
        cardBox.replaceChildren(first, ...rows, button("card-close", shutCard));
        cardBox.hidden = false;
        shutMore();
        cardButton.setAttribute("aria-expanded", "true");
        const back = rows[details.findIndex((one) => one.question === after)];
        (back ? back.lastChild : first).focus();
      } catch (error) { say(alertBox, error.message); }
    }

    function drawDetail(one) {
      const act = words(one.value && one.question !== "description" ? "card-change" : "card-add"); // what happened is never written over
      const row = drawRow(one.label, one.value,
        element("button", { type: "button", text: act, "aria-label": act + ": " + one.label, onclick: () => editDetail(row, one) }));
      return row;
    }

    const drawRow = (label, value, act) =>
      element("div", { class: "detail" }, element("p", { class: "what" }, element("strong", { text: label + ": " }), value || words("card-none")), act);

    function editDetail(row, one) {
      const boxes = one.choices.map((each) => element("input", { type: one.kind === "one_of" ? "radio" : "checkbox", name: "choice", value: each.id, checked: each.chosen }));
      const ticks = one.choices.map((each, at) => element("label", { class: "tick" }, boxes[at], each.title));
      const title = one.question === "reply_address" ? words("card-reply") : one.title;
      const text = element(one.kind === "story" ? "textarea" : "input", { "aria-label": one.kind === "some_of" ? words("card-own") : title });
      text.value = one.text;
      const fields = element("fieldset", {}, element("legend", { text: title }), ...ticks);
      if (one.kind !== "one_of") fields.append(text);
      const key = newKey();
      const save = (event) => {
        event.preventDefault();
        const choices = boxes.filter((each) => each.checked).map((each) => each.value);
        put({ text: one.kind === "one_of" ? "" : text.value, choices });
      };
      const put = async (what) => {
        say(alertBox, "");
        try {
          const body = JSON.stringify({ question: one.question, ...what });
          const { changed } = await call(at("/card"), { method: "POST", headers: { "Idempotency-Key": key }, body });
          await openCard(one.question);
          say(status, words(changed ? "card-saved" : "card-same"));
        } catch (error) { near(); say(alertBox, error.message); look(boxes[0] || text); }
      };
      const form = element("form", { novalidate: true, onsubmit: save }, fields,
        element("div", { class: "tools" }, element("button", { class: "full", text: words("card-save") }),
          one.value ? button("card-remove", () => put({ remove: true }), { "aria-label": words("card-remove") + ": " + one.label }) : "", button("card-leave", () => openCard(one.question))));
      const near = () => form.prepend(alertBox);
      const look = (field) => { form.scrollIntoView({ block: "nearest" }); field.focus(); };
      row.replaceChildren(form);
      near();
      look(boxes.find((each) => each.checked) || boxes[0] || text);
    }

    function ask(text, yes, act) {
      const shutAsk = () => { question.hidden = true; question.replaceChildren(); };
      const said = element("p", { id: "question", text });
      question.setAttribute("aria-labelledby", "question");
      const first = button(yes, () => { shutAsk(); act(); }, { class: "full" });
      question.replaceChildren(said, element("div", { class: "tools" }, first, button("keep", () => { shutAsk(); moreButton.focus(); })));
      question.hidden = false;
      first.focus();
    }

    function startNew() {
      shutMore();
      const fresh = () => { if (state === "closed") before = chat; remember(null); say(alertBox, ""); begin(); (form.hidden ? title : box).focus(); };
      if (state === "closed" || !log.querySelector(".customer")) fresh();
      else ask(words("leave"), "leave-yes", fresh);
    }

    function askDelete() {
      shutMore();
      if (ready) ask(words("delete-ask"), "delete-yes", remove);
      else say(alertBox, words("not-open"));
    }

    async function remove() {
      let message = words("deleted");
      try {
        message = (await call(at(""), { method: "DELETE" })).message;
      } catch (error) {
        if (error.status !== 401) { say(alertBox, error.message); return; } // 401: an earlier try came through
      }
      ++generation;
      if (cut) cut.abort();
      ready = false;
      chat = null;
      remember(null);
      log.setAttribute("aria-live", "off");
      log.replaceChildren();
      state = "closed";
      typing = lost = false;
      tell();
      say(status, message);
      ended.firstChild.focus();
    }

    function save(blob, name) {
      const link = element("a", { download: name });
      link.href = URL.createObjectURL(blob);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    // A plain link could not carry the token of the chat.
    async function getFile(id) {
      say(alertBox, "");
      try {
        const { name } = (await call(at("/files"))).files.find((one) => one.id === id);
        const response = await fetch(BASE + at("/files/" + id), { headers: { Authorization: "Bearer " + chat.token }, cache: "no-store", credentials: "omit" });
        if (!response.ok) throw response;
        save(await response.blob(), name);
        say(status, fill("got-file", { name }));
      } catch { say(alertBox, words("get-file-failed")); }
    }

    async function download() {
      if (!chat) { say(alertBox, words("not-open")); return; }
      try {
        const lines = [words("title"), ""];
        for (let after = 0; ;) {
          const page = await call(at("/messages?after=" + after));
          if (!page.messages.length) break;
          after = page.last_id;
          for (const line of page.messages) {
            const name = line.sender === "agent" && line.spoken_by ? fill("who-agent-named", { name: line.spoken_by }) : words("who-" + line.sender);
            lines.push(new Date(line.sent_at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }) + ", " + name + ":", line.text, "");
          }
        }
        save(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }), "chat-" + provider + ".txt");
        say(status, words("downloaded"));
      } catch (error) { say(alertBox, error.message); }
    }

    tell();
    let wasOpen = false;
    try { wasOpen = sessionStorage.getItem(OPEN) === "1"; } catch { /* then it starts shut */ }
    if (inline) begin();
    else if (wasOpen || host.hasAttribute("open")) open(false);
    else if (recall()) begin();

    return () => { ++generation; if (cut) cut.abort(); removeEventListener("offline", offline); };
  }

  class FirstlineChat extends HTMLElement {
    async connectedCallback() {
      if (this.shadowRoot || this.loading) return;
      this.loading = true;
      const provider = this.getAttribute("provider");
      for (let pause = 2000; this.isConnected; pause = Math.min(pause * 2, 60000)) {
        try {
          const response = await fetch(BASE + "api/widget/" + encodeURIComponent(provider), { credentials: "omit" });
          if (response.status === 404) { console.error("Firstline: there is no provider '" + provider + "'."); break; }
          if (response.ok) { this.leave = mount(this, provider, await response.json()); break; }
        } catch { /* nothing is shown that does not work: try again */ }
        await sleep(pause);
      }
      this.loading = false;
    }

    disconnectedCallback() { queueMicrotask(() => { if (!this.isConnected && this.leave) this.leave(); }); }
  }

  if (!customElements.get("firstline-chat")) customElements.define("firstline-chat", FirstlineChat);
  if (script && script.dataset.provider) {
    const put = () => document.body.append(element("firstline-chat", { provider: script.dataset.provider, open: "open" in script.dataset }));
    if (document.body) put();
    else addEventListener("DOMContentLoaded", put);
  }
})();
