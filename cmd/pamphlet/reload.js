// The page is asked for again whenever a file of the theme has changed, and stays where it was scrolled to.
const place = "theme place";
try { scrollTo(0, Number(sessionStorage.getItem(place) ?? 0)); sessionStorage.removeItem(place); } catch { /* it begins at the top */ }
new EventSource(`/.theme/changes?since=${document.currentScript.dataset.since}`).addEventListener("message", () => {
  try { sessionStorage.setItem(place, scrollY); } catch { /* the same */ }
  location.reload();
});
