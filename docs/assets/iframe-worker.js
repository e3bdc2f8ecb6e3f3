"use strict";
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

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
