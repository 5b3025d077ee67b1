// The chat page. Words of people go into the page as text only, never as markup.
"use strict";

(() => {
  const main = document.getElementById("main");
  const provider = main.dataset.provider;
  const limit = Number(main.dataset.limit);
  const $ = (id) => document.getElementById(id);
  const log = $("log"), status = $("status"), alertBox = $("alert"), form = $("form"), box = $("text");
  const words = (key) => labels[key] || key;
  const labels = {}; // the sentences of this page stand in its template
  for (const label of $("labels").content.querySelectorAll("[data-key]")) labels[label.dataset.key] = label.textContent.trim();
  const STORED = "firstline:" + provider;
  const WAIT_SECONDS = 25;
  const CALL_MS = 45000;

  let chat = null; // {id, token}
  let last = 0;
  let generation = 0; // rises with every new chat, so that answers to an old one are dropped
  let lost = false;
  let opening = null;
  const unsent = new Map(); // key -> line that waits for its id
  const sent = new Set(); // ids of lines that we drew ourselves

  const say = (where, text) => { if (where.textContent !== text) where.textContent = text; };

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Plain http on another machine's address has no randomUUID.
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function call(path, options = {}) {
    const headers = { ...options.headers };
    if (options.body) headers["Content-Type"] = "application/json";
    if (chat) headers["Authorization"] = "Bearer " + chat.token;
    let response;
    try {
      const signal = AbortSignal.timeout ? AbortSignal.timeout(CALL_MS) : undefined;
      response = await fetch(path, { ...options, headers, signal, cache: "no-store" });
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

  // ---- drawing ----

  function draw(sender, text) {
    const line = element("div", "line " + sender);
    const what = element("p", "what", sender === "customer" ? text : undefined);
    if (sender !== "customer") what.append(...withLinks(text));
    line.append(element("p", "who", words("who-" + sender)), what);
    return line;
  }

  // Addresses in our own words become links; all else stays text. They open beside the chat, and are said to.
  function withLinks(text) {
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
      const address = found[0].replace(/[.,;:!?'’”)\]]+$/, ""); // what ends the sentence is not of the address
      if (!isWeb(address)) continue;
      const link = element("a", "", address);
      link.href = address;
      link.target = "_blank";
      link.rel = "noreferrer noopener";
      link.append(element("span", "unseen", " " + words("new-tab")));
      parts.push(text.slice(end, found.index), link);
      end = found.index + address.length;
    }
    return [...parts, text.slice(end)];
  }

  function isWeb(address) {
    try { return ["http:", "https:"].includes(new URL(address).protocol); } catch { return false; }
  }

  function drawChoices(line, buttons) {
    if (!buttons.length) return;
    const choices = element("div", "choices");
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", words("choices"));
    for (const button of buttons) {
      const choice = element("button", "", button.title);
      choice.type = "button";
      choice.addEventListener("click", () => send({ button: button.id }, button.title));
      choices.append(choice);
    }
    line.append(choices);
  }

  function dropChoices() {
    const held = log.contains(document.activeElement) && document.activeElement.closest(".choices");
    for (const choices of log.querySelectorAll(".choices")) choices.remove();
    if (held) box.focus(); // the pressed button is gone: never leave the keyboard nowhere
  }

  function show(lines) {
    const below = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    for (const line of lines) {
      if (line.sender === "customer") {
        if (!sent.delete(line.id)) { dropChoices(); log.append(draw("customer", line.text)); }
      } else {
        const drawn = draw(line.sender, line.text);
        drawChoices(drawn, line.buttons);
        log.append(drawn);
      }
    }
    if (below && lines.length) follow();
  }

  // To the end; but where an answer is longer than the window, to the customer's own line above it.
  function follow() {
    const mine = [...log.querySelectorAll(".line.customer")].pop();
    log.scrollTop = mine ? mine.offsetTop - log.offsetTop - 8 : log.scrollHeight;
  }

  // ---- the conversation ----

  function remember(value) {
    try {
      if (value) localStorage.setItem(STORED, JSON.stringify(value));
      else localStorage.removeItem(STORED);
    } catch { /* without storage the chat lives as long as the page */ }
  }

  function recall() {
    try { return JSON.parse(localStorage.getItem(STORED)); } catch { return null; }
  }

  function open() {
    opening = opening || (async () => {
      const made = await call("/api/conversations", { method: "POST", body: JSON.stringify({ provider }) });
      chat = { id: made.conversation_id, token: made.token };
      remember(chat);
      last = 0;
    })().finally(() => { opening = null; });
    return opening;
  }

  const at = (tail) => "/api/conversations/" + encodeURIComponent(chat.id) + tail;

  async function begin() {
    const mine = ++generation;
    log.setAttribute("aria-live", "off"); // what is there already is history: it is not announced
    log.replaceChildren();
    unsent.clear();
    sent.clear();
    last = 0;
    chat = recall();
    const returning = Boolean(chat);
    say(status, words("opening"));
    for (;;) {
      try {
        if (!chat) await open();
        if (returning) { // all of the history before the log speaks
          for (;;) {
            const news = await call(at("/messages?after=" + last));
            if (mine !== generation) return;
            show(news.messages);
            if (!news.messages.length) break;
            last = news.last_id;
          }
        }
        break;
      } catch (error) {
        if (mine !== generation) return;
        if (error.status === 401) { remember(null); chat = null; say(alertBox, words("earlier-gone")); continue; }
        say(alertBox, error.code === "offline" ? words("lost") : error.message);
        await new Promise((done) => setTimeout(done, 4000));
        if (mine !== generation) return;
      }
    }
    log.setAttribute("aria-live", "polite");
    say(status, "");
    if (!returning) say(alertBox, "");
    // A live region must be live before what it announces is put into it.
    setTimeout(() => listen(mine), 150);
  }

  async function listen(mine) {
    let pause = 1000;
    while (mine === generation) {
      try {
        const news = await call(at("/messages?after=" + last + "&wait=" + (lost ? 0 : WAIT_SECONDS)));
        if (mine !== generation) return;
        if (lost) { lost = false; say(alertBox, ""); }
        pause = 1000;
        await Promise.all([...unsent.values()].map((one) => one.going)); // our own line first gets its id
        show(news.messages);
        last = Math.max(last, news.last_id);
        tell(news);
      } catch (error) {
        if (mine !== generation) return;
        if (error.status === 401) {
          remember(null);
          say(alertBox, error.message);
          say(status, words("gone"));
          return;
        }
        lost = true;
        say(status, words("lost"));
        await new Promise((done) => setTimeout(done, pause));
        pause = Math.min(pause * 2, 15000);
      }
    }
  }

  function tell(news) {
    const waits = Object.values(news.turns).includes("pending");
    if (news.typing) say(status, words("writing"));
    else if (waits && news.state === "bot") say(status, words("kept"));
    else if (news.state === "waiting") say(status, words("state-waiting"));
    else if (news.state === "human") say(status, words("state-human"));
    else if (news.state === "closed") say(status, words("state-closed"));
    else say(status, "");
  }

  // ---- sending ----

  function send(body, text, path = "/messages") {
    say(alertBox, "");
    dropChoices();
    const line = draw("customer", text);
    log.append(line);
    log.scrollTop = log.scrollHeight;
    const one = { key: newKey(), body, line, path, going: null };
    unsent.set(one.key, one);
    attempt(one);
  }

  function attempt(one) {
    for (const old of one.line.querySelectorAll(".unsent, .again")) old.remove();
    one.going = (async () => {
      try {
        const taken = await call(at(one.path), {
          method: "POST",
          headers: { "Idempotency-Key": one.key }, // the same at every try: the server counts it once
          body: one.body && JSON.stringify(one.body),
        });
        if (taken.id > last) sent.add(taken.id);
        else one.line.remove(); // it had arrived after all, and the log has shown it
        unsent.delete(one.key);
      } catch (error) {
        say(alertBox, error.message);
        one.line.append(element("p", "unsent", words("unsent")));
        if (!error.again) { // sending the same again would be refused again: give the words back
          unsent.delete(one.key);
          if (one.body && one.body.text && !box.value) { box.value = one.body.text; count(); }
          return;
        }
        one.going = null;
        const again = element("button", "again", words("again"));
        again.type = "button";
        again.addEventListener("click", () => { say(alertBox, ""); box.focus(); attempt(one); });
        one.line.append(again);
      }
    })();
  }

  function count() {
    const length = Array.from(box.value).length;
    say($("count"), length > limit ? words("over").replace("{over}", length - limit) : "");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value;
    const wrong = !text.trim() ? "blank" : !chat ? "not-open" : Array.from(text).length > limit ? "too-long" : null;
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
  });

  box.addEventListener("keydown", (event) => {
    // While an input method composes, Enter chooses a candidate (229: Safari reports it late).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener("input", count);

  $("person").addEventListener("click", () => {
    if (chat) send(null, words("person-pressed"), "/person");
    else say(alertBox, words("not-open"));
  });

  $("new").addEventListener("click", () => {
    if (log.querySelector(".customer") && !confirm(words("leave"))) return;
    remember(null);
    say(alertBox, "");
    begin();
    box.focus();
  });

  $("chat").hidden = false;
  begin();
})();
