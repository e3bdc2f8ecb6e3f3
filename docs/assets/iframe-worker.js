"use strict";
// What is typed is searched for in the singular and in the plural: the words of the index are whole, and a word is found
// by its beginning (notebook finds notebooks), so that only forms that begin otherwise are added.
const otherForms = (word) => {
  const low = word.toLowerCase();
  if (!/^[a-z]{3,}$/.test(low) || /(ss|us|is)$/.test(low)) return [];
  if (/ies$/.test(low)) return [`${low.slice(0, -3)}y`];
  if (/(ches|shes|xes|sses|zes)$/.test(low)) return [low.slice(0, -2)];
  if (/s$/.test(low)) return [low.slice(0, -1)];
  return /[^aeiou]y$/.test(low) ? [`${low.slice(0, -1)}ies`] : [];
};
const QUERY = 2; // the type of a message that asks
const widened = (message) => (message?.type === QUERY && typeof message.data === "string"
  ? { ...message, data: message.data.split(/\s+/).flatMap((word) => [word, ...otherForms(word)]).join(" ") }
  : message);

// A page opened from disk may start no worker. There a worker's script runs in a hidden frame and is spoken to in the
// same way, so that search works without a server. The theme looks for the name IFrameWorker.
if (location.protocol === "file:") {
  const load = (page, url) => new Promise((done, failed) => {
    const script = page.document.createElement("script");
    script.src = url;
    script.onload = done;
    script.onerror = () => failed(new Error(url));
    page.document.body.append(script);
  });
  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.srcdoc = "<!doctype html><body></body>";
      this.ready = new Promise((done) => this.frame.addEventListener("load", done, { once: true })).then(() => {
        const page = this.frame.contentWindow;
        page.importScripts = (...urls) => urls.reduce((last, next) => last.then(() => load(page, next)), Promise.resolve());
        page.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
        return load(page, new URL(url, document.baseURI).href);
      });
      document.body.append(this.frame);
    }

    postMessage(message) {
      const data = widened(message);
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  };
} else {
  window.Worker = class extends window.Worker {
    postMessage(message, ...rest) {
      super.postMessage(widened(message), ...rest);
    }
  };
}
