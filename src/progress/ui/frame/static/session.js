// Keeps somebody signed in who signed in with a key: the answer to the ticket sets a cookie that
// scripts cannot read. Without a ticket the cookie is taken away.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const { ticket } = script.dataset;
  const how = ticket ? { method: "POST", body: ticket } : { method: "DELETE" };
  fetch(new URL("session", script.src), { ...how, credentials: "same-origin" }).catch(() => {});
})();
