/* The walk through a lesson: focus after a step was swapped, the way back, and links that name a place but no step. */
(function () {
  "use strict";
  function walk() { return document.getElementById("walk"); }
  function reveal(place) {
    var fold = place && place.closest("details");
    if (fold && !fold.open) { fold.open = true; place.scrollIntoView(); }
  }
  function follow() {
    var name = location.hash.slice(1), place = name && document.getElementById(name), list = walk();
    if (!name || place) { reveal(place); return; }
    Array.prototype.some.call(list.querySelectorAll("#map [data-holds]"), function (link) {
      var isHere = link.getAttribute("data-holds").split(" ").indexOf(name) >= 0;
      if (isHere) { location.replace(link.href + "#" + name); }
      return isHere;
    });
    if (name.indexOf("source") === 0) { location.replace(list.getAttribute("data-whole") + "#" + name); }
  }
  document.addEventListener("htmx:after:swap", function (event) {
    var ctx = event.detail && event.detail.ctx;
    if (!ctx || !ctx.push) { return; }
    window.scrollTo(0, 0);
    walk().querySelector("[data-heading]").focus({ preventScroll: true });
  });
  window.addEventListener("popstate", function () {
    if (location.pathname !== walk().getAttribute("data-path")) { location.reload(); }
  });
  window.addEventListener("hashchange", follow);
  follow();
})();
