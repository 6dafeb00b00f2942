/* Turns the slides of one page without asking the server: arrow keys, page keys of a presenter, and the links. */
(function () {
  "use strict";
  var slides = Array.prototype.slice.call(document.querySelectorAll("[data-slide]"));
  function shown() {
    for (var place = 0; place < slides.length; place += 1) {
      if (!slides[place].hidden) { return place; }
    }
    return 0;
  }
  function show(place) {
    if (place < 0 || place >= slides.length || place === shown()) { return; }
    slides.forEach(function (slide, index) { slide.hidden = index !== place; });
    window.scrollTo(0, 0);
    var heading = slides[place].querySelector("h1");
    if (heading) { heading.focus({ preventScroll: true }); }
    history.replaceState(null, "", "?slide=" + (place + 1));
  }
  function isBusy(element) {
    return Boolean(element.closest && element.closest("input, select, textarea, [contenteditable]"));
  }
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isBusy(event.target)) { return; }
    var by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!by) { return; }
    var inBox = event.target.closest && event.target.closest(".table-box");
    if (inBox && inBox.scrollWidth > inBox.clientWidth && event.key.indexOf("Arrow") === 0) { return; }
    event.preventDefault();
    show(shown() + by);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='?slide=']");
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var parts = link.getAttribute("href").split("#");
    event.preventDefault();
    show(parseInt(parts[0].slice("?slide=".length), 10) - 1);
    if (parts[1]) { document.getElementById(parts[1]).scrollIntoView(); }
  });
})();
