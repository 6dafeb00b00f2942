/* A page that asks every few seconds whether something changed: when that fails it stays as it is, says so quietly,
   and goes on asking. Without this file it does the same, with the louder words meant for a form. */
(function () {
  "use strict";
  function isPoll(event) {
    var element = event.target;
    return Boolean(element && element.hasAttribute && element.hasAttribute("data-poll"));
  }
  function lost(isLost) {
    var note = document.querySelector("[data-lost]");
    if (note) { note.hidden = !isLost; }
  }
  function quietly(name, act) {
    window.addEventListener(name, function (event) {
      if (!isPoll(event)) { return; }
      event.stopPropagation();
      act(event);
    }, true);
  }
  quietly("htmx:before:request", function () {});
  quietly("htmx:finally:request", function () {});
  quietly("htmx:error", function () { lost(true); });
  quietly("htmx:response:error", function (event) {
    var ctx = event.detail && event.detail.ctx;
    lost(Boolean(ctx && ctx.response && ctx.response.status >= 500));
  });
  window.addEventListener("htmx:after:request", function (event) {
    var ctx = event.detail && event.detail.ctx;
    if (isPoll(event) && ctx && ctx.response && ctx.response.status < 400) { lost(false); }
  }, true);
})();
