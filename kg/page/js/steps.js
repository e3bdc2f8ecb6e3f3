// The history of reviews as this browser keeps it: steps are only ever added, each under an identifier of its own, so that
// two tabs, or a colleague's file, can add to it and never take anything away. Kept in IndexedDB, where the browser allows it.

const steps = new Map();
const stepsOf = new Map();
const drafts = new Map();
/** kept: written to the disk; private: gone with the window; off and full: only in this tab. */
const keeping = { state: "opening", db: null, unsaved: 0, opened: null };
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("quanze.reviews") : null;

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function openKeeping() {
  try {
    const request = indexedDB.open("quanze", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("steps", { keyPath: "id" });
      request.result.createObjectStore("drafts", { keyPath: "key" });
    };
    keeping.db = await asked(request);
    keeping.state = (await isPrivate()) ? "private" : "kept";
    const before = [...steps.values()];
    await readKept();
    for (const draft of await asked(keeping.db.transaction("drafts").objectStore("drafts").getAll())) if (!drafts.has(draft.key)) drafts.set(draft.key, draft.note);
    if (before.length) persist(before);
    takeNoted();
    takeOlder();
  } catch {
    keeping.db = null;
    keeping.state = "off";
  }
  reviewsChanged();
}

/** What other tabs wrote, and what was there before. */
async function readKept() {
  if (!keeping.db) return;
  const found = await asked(keeping.db.transaction("steps").objectStore("steps").getAll());
  for (const step of found) enter(step);
}

/** Whether the window is a private one: what is kept in it goes with it. Browsers do not say; two signs tell. */
async function isPrivate() {
  try {
    if (navigator.storage?.estimate && performance.memory) return (await navigator.storage.estimate()).quota < 2 * performance.memory.jsHeapSizeLimit;
    if (navigator.storage?.getDirectory && /Firefox/.test(navigator.userAgent)) await navigator.storage.getDirectory();
  } catch (error) {
    return error?.name === "SecurityError";
  }
  return false;
}

/** Take a step into the lists in memory; whether it is new. */
function enter(step) {
  if (steps.has(step.id)) return false;
  steps.set(step.id, step);
  if (!stepsOf.has(step.fact)) stepsOf.set(step.fact, { every: [], standing: null });
  const held = stepsOf.get(step.fact);
  held.every.push(step);
  held.standing = null;
  return true;
}

/** Add steps: here, on the disk, in the other tabs. */
function add(...made) {
  const fresh = made.filter(enter);
  if (!fresh.length) return 0;
  persist(fresh);
  channel?.postMessage(fresh);
  return fresh.length;
}

function persist(list) {
  const lasting = list.filter((step) => !step.id.startsWith("graph:"));
  if (!lasting.length) return;
  if (!keeping.db) {
    keeping.unsaved += lasting.length;
    return;
  }
  const noted = note(lasting);
  try {
    const write = keeping.db.transaction("steps", "readwrite");
    for (const step of lasting) write.objectStore("steps").put(step);
    write.oncomplete = () => strike(noted);
    write.onabort = () => failed(lasting.length);
  } catch {
    failed(lasting.length);
  }
}

const NOTED = "quanze.step.";
const FEW_STEPS = 50;
/** Steps as they are made are noted at once, since a window that closes breaks off what the database has begun. */
function note(list) {
  if (list.length > FEW_STEPS) return [];
  try {
    for (const step of list) localStorage.setItem(NOTED + step.id, JSON.stringify(step));
    return list;
  } catch {
    return [];
  }
}
function strike(list) {
  try { for (const step of list) localStorage.removeItem(NOTED + step.id); } catch { /* read again next time, which is no harm */ }
}
/** What was noted and did not come to the database. */
function takeNoted() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(NOTED));
    const list = names.map((name) => JSON.parse(localStorage.getItem(name)));
    list.forEach(enter);
    if (list.length) persist(list);
  } catch { /* nothing there that can be read */ }
}

function failed(number) {
  keeping.state = "full";
  keeping.unsaved += number;
  reviewsChanged();
}

channel?.addEventListener("message", ({ data }) => {
  if (data.filter(enter).length) reviewsChanged();
});
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || !keeping.db) return;
  const before = steps.size;
  await readKept();
  if (steps.size !== before) reviewsChanged();
});
window.addEventListener("beforeunload", (event) => { if (keeping.unsaved && keeping.state !== "private") event.preventDefault(); });

/** The steps on a fact in their order: by time, then by identifier, the same in every tab. */
const inOrder = (list) => [...list].sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : one.id < other.id ? -1 : 1));

const SETTLED = "\u0000settled";
/** What stands on a fact: the latest step of each reviewer, and of those who settled; not what was taken back. */
function standingOn(iri) {
  const held = stepsOf.get(iri);
  if (!held) return new Map();
  if (!held.standing) {
    held.standing = new Map();
    for (const step of inOrder(held.every)) held.standing.set(step.adjudicated ? SETTLED : step.reviewer, step);
    for (const [who, step] of held.standing) if (step.verdict === "withdraw") held.standing.delete(who);
  }
  return held.standing;
}

let lastTime = 0;
/** A time later than that of any step this tab made before. */
function now() {
  lastTime = Math.max(Date.now(), lastTime + 1);
  return new Date(lastTime).toISOString();
}

const identifier = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`);

/** A note while it is typed, so that nothing of it is lost; empty takes it away. */
function keepDraft(key, note) {
  if (note) drafts.set(key, note);
  else drafts.delete(key);
  try {
    const store = keeping.db?.transaction("drafts", "readwrite").objectStore("drafts");
    if (note) store?.put({ key, note });
    else store?.delete(key);
  } catch { /* the draft stays in this tab */ }
}

/** Verdicts that pages before this one kept elsewhere, taken over once. */
function takeOlder() {
  try {
    const older = JSON.parse(localStorage.getItem("quanze.verdicts") || "{}");
    const made = Object.entries(older).map(([fact, { verdict, note, time, who }]) => ({ id: `older:${fact}`, fact, verdict, note: note || "", reviewer: who || "未署名", time: time || "1970-01-01T00:00:00.000Z" }));
    if (add(...made)) localStorage.removeItem("quanze.verdicts");
  } catch { /* nothing there that can be read */ }
}

/** The verdicts that were merged into the graph count like those of colleagues; they are in the graph and not written again. */
function takeMerged(rows) {
  for (const [id, who, verdict, note, time, settled] of rows) {
    const fact = full(id);
    enter({ id: `graph:${fact}:${who}:${settled}`, fact, kind: factByIri(fact)?.kind.key || "", verdict, note, reviewer: who, time, adjudicated: Boolean(settled) });
  }
}
