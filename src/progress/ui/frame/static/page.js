// What Streamlit's own page does not do by itself.
(() => {
  if (window.p4) return; // the page is drawn again and again, this is wanted once
  window.p4 = true;

  // On a narrow screen the sidebar lies over the page: it closes after a choice of where to go.
  const narrow = matchMedia("(max-width: 768px)");
  document.addEventListener("click", (event) => {
    if (!narrow.matches || !event.target.closest('[data-testid="stSidebar"] a')) return;
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  });

  // The same after something was searched for there: the answer stands on the page.
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.('[data-testid="stSidebar"] [data-testid="stTextInput"] input');
    if (!narrow.matches || event.key !== "Enter" || !box?.value.trim()) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
  });

  // A search stands in place of a page. The link to that page ends it, where Streamlit sees no
  // reason to go anywhere.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('[data-testid="stSidebar"] a');
    if (link?.pathname !== location.pathname || !new URLSearchParams(location.search).has("q")) return;
    event.preventDefault();
    event.stopPropagation();
    location.assign(link.href);
  }, true);

  // A link to a part of the page that is closed opens it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const part = link && document.getElementById(link.getAttribute("href").slice(1));
    if (part instanceof HTMLDetailsElement) part.open = true;
  });

  // Without a connection, Streamlit shows a dialog for programmers. Here a line of the page shows
  // instead, until it is connected again, which Streamlit tries by itself.
  const app = document.querySelector('[data-testid="stApp"]');
  let closing;
  const look = () => {
    const away = !navigator.onLine || app.dataset.testConnectionState !== "CONNECTED";
    document.body.toggleAttribute("data-p4-away", away);
    clearInterval(closing);
    if (away) closing = setInterval(closeDialog, 200);
  };
  const closeDialog = () => {
    for (const dialog of document.querySelectorAll('[role="dialog"]'))
      if (dialog.textContent.includes("Connection error"))
        dialog.querySelector('button[aria-label="Close"]')?.click();
  };
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });
  addEventListener("online", look);
  addEventListener("offline", look);
})();
