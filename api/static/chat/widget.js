// The chat without reloading the page. Markup, words and messages all come from the server, the same
// as on the page without script; this file only moves them. Of a person it keeps nothing but the
// random number of the conversation, and that in this tab alone.

const KEY = "lotse-conversation";
const STYLE = new URL("chat.css", import.meta.url).href;

const memory = {
  get value() {
    try { return sessionStorage.getItem(KEY) ?? ""; } catch { return ""; }
  },
  set value(id) {
    try { id ? sessionStorage.setItem(KEY, id) : sessionStorage.removeItem(KEY); } catch { /* not allowed here: then for this page only */ }
  },
};

class LotseChat extends HTMLElement {
  #panel = null;
  #opener = null;
  #busy = false;

  connectedCallback() {
    if (this.#panel || this.#opener) return;
    const panel = this.querySelector(".chat");
    if (panel) {
      this.#adopt(panel);
      return;
    }
    const link = this.querySelector("a");
    if (link) this.#becomeOpener(link);
  }

  // A button in place of the link: the link is there for browsers without script.
  #becomeOpener(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${link.className} chat-open`;
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => this.#open(link.getAttribute("href")));
    link.replaceWith(button);
    this.#opener = button;
    style();
  }

  async #open(page) {
    if (!this.#panel) {
      await style();
      const panel = await this.#fetchPanel(page).catch(() => null);
      if (!panel) {
        location.assign(page);
        return;
      }
      panel.classList.add("chat-floating");
      panel.setAttribute("role", "dialog");
      this.append(panel);
      this.#adopt(panel);
    }
    this.#panel.hidden = false;
    this.#opener.hidden = true;
    this.#opener.setAttribute("aria-expanded", "true");
    this.#field.focus();
  }

  #close() {
    if (!this.#opener) return;
    this.#panel.hidden = true;
    this.#opener.hidden = false;
    this.#opener.setAttribute("aria-expanded", "false");
    this.#opener.focus();
  }

  get #field() { return this.#panel.querySelector("textarea"); }
  get #log() { return this.#panel.querySelector(".chat-log"); }

  async #fetchPanel(page) {
    const parsed = await load(`${page}?part=panel`, { method: "GET" });
    const panel = parsed.querySelector(".chat");
    if (!panel) throw new Error("no panel");
    return document.adoptNode(panel);
  }

  #adopt(panel) {
    this.#panel = panel;
    const form = panel.querySelector(".chat-form");
    form.elements.conversation_id.value ||= memory.value;
    memory.value = form.elements.conversation_id.value;
    form.addEventListener("submit", (event) => this.#submit(event));
    panel.querySelector(".chat-forget").addEventListener("submit", (event) => this.#forget(event));
    panel.querySelector(".chat-close")?.addEventListener("click", () => this.#close());
    panel.addEventListener("keydown", (event) => this.#key(event));
    panel.addEventListener("click", (event) => this.#exit(event));
  }

  #key(event) {
    if (event.key === "Escape") this.#close();
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target === this.#field) {
      event.preventDefault();
      this.#panel.querySelector(".chat-form").requestSubmit(this.#panel.querySelector(".chat-send"));
    }
  }

  // Leaves without an entry in the history, and takes the conversation along into oblivion.
  #exit(event) {
    const exit = event.target.closest?.("a.exit");
    if (!exit) return;
    event.preventDefault();
    memory.value = "";
    document.documentElement.hidden = true;
    location.replace(exit.href);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    const form = event.currentTarget;
    const pressed = event.submitter?.name === "payload" ? event.submitter : null;
    const body = new URLSearchParams(new FormData(form));
    const text = (pressed ? pressed.textContent : this.#field.value).trim();
    if (pressed) {
      body.set("payload", pressed.value);
      body.delete("text");
    }
    const said = text && this.#add("said", this.#panel.dataset.you, text, "auto");
    const waiting = this.#add("lotse waiting", this.#panel.dataset.lotse, this.#panel.dataset.waiting);
    this.#busy = true;
    this.#panel.setAttribute("aria-busy", "true");
    try {
      const parsed = await load(`${form.getAttribute("action")}?part=turn`, { method: "POST", body });
      await this.#show(parsed.querySelector(".chat-turn"), { pressed, waiting, said });
    } catch (problem) {
      waiting.replaceWith(this.#item("lotse", this.#panel.dataset.lotse, problem.sentence || this.#panel.dataset.failed));
    } finally {
      waiting.remove();
      this.#busy = false;
      this.#panel.removeAttribute("aria-busy");
    }
  }

  async #show(turn, { pressed, waiting, said }) {
    const form = this.#panel.querySelector(".chat-form");
    form.elements.conversation_id.value = memory.value = turn.dataset.conversation;
    form.elements.place.value = turn.dataset.place;
    waiting.before(...turn.querySelectorAll(".chat-log > *"));
    form.querySelector(".chat-buttons").replaceChildren(...turn.querySelector(".chat-buttons").childNodes);
    if (!pressed && !("keep" in turn.dataset)) this.#field.value = "";
    if (turn.lang !== this.#panel.lang) await this.#speak(turn.dataset.page);
    said?.scrollIntoView?.({ block: "start" });
    this.#field.focus({ preventScroll: true });
  }

  // The conversation changed its language: so do the words around it.
  async #speak(page) {
    const fresh = await this.#fetchPanel(page).catch(() => null);
    if (!fresh) return;
    const panel = this.#panel;
    for (const name of ["lang", "dir", "data-page", "data-waiting", "data-failed", "data-forgotten", "data-you", "data-lotse"]) {
      panel.setAttribute(name, fresh.getAttribute(name));
    }
    for (const part of ["#chat-title", ".chat-as-page", ".chat-send", ".chat-hint", ".chat-forget p", ".chat-form > label"]) {
      panel.querySelector(part)?.replaceChildren(...fresh.querySelector(part).childNodes);
    }
    for (const [part, name] of [[".chat-close", "aria-label"], [".chat-log", "aria-label"], [".chat-buttons", "aria-label"], [".chat-as-page", "href"], [".chat-form", "action"], [".chat-forget", "action"]]) {
      panel.querySelector(part)?.setAttribute(name, fresh.querySelector(part).getAttribute(name));
    }
  }

  async #forget(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const id = this.#panel.querySelector(".chat-form").elements.conversation_id.value;
    try {
      await load(form.getAttribute("action"), { method: "POST", body: new URLSearchParams({ conversation_id: id }) });
    } catch (problem) {
      this.#add("lotse", this.#panel.dataset.lotse, problem.sentence || this.#panel.dataset.failed);
      return;
    }
    memory.value = "";
    const fields = this.#panel.querySelector(".chat-form").elements;
    fields.conversation_id.value = fields.place.value = "";
    this.#log.replaceChildren();
    this.#panel.querySelector(".chat-buttons").replaceChildren();
    this.#add("lotse", this.#panel.dataset.lotse, this.#panel.dataset.forgotten);
    this.#field.focus();
  }

  #add(kind, who, text, dir) {
    const item = this.#item(kind, who, text, dir);
    this.#log.append(item);
    item.scrollIntoView?.({ block: "nearest" });
    return item;
  }

  #item(kind, who, text, dir = this.#panel.dir) {
    const item = document.createElement("div");
    item.className = kind;
    item.dir = dir;
    const speaker = document.createElement("span");
    speaker.className = "unseen";
    speaker.textContent = `${who}: `;
    const words = document.createElement("p");
    words.textContent = text;
    item.append(speaker, words);
    return item;
  }
}

// A page or a part of one; a refusal throws with the sentence the server says about it.
async function load(address, options) {
  const response = await fetch(address, { ...options, credentials: "omit", referrerPolicy: "no-referrer" });
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  if (response.ok) return parsed;
  const said = [...parsed.querySelectorAll("main h1, main h1 + p")].map((each) => each.textContent.trim());
  throw Object.assign(new Error(String(response.status)), { sentence: said.join(" ") });
}

function style() {
  if (document.querySelector(`link[href^="${new URL(STYLE).pathname}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(STYLE).pathname;
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

customElements.define("lotse-chat", LotseChat);
