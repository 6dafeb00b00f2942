/* Small comforts on top of pages that work without any script. */
(function () {
  "use strict";
  var status = document.getElementById("status");
  var pressed = null, pressedAt = 0, slow = null;
  function say(name) {
    var text = name ? status.getAttribute("data-" + name) : "";
    status.textContent = text;
    var old = document.querySelector(".beside");
    if (old) { old.parentNode.removeChild(old); }
    if (text && pressed && document.contains(pressed)) {
      var beside = document.createElement("p");
      beside.className = "beside";
      beside.textContent = text;
      pressed.parentNode.appendChild(beside);
    }
  }
  function target(event) {
    var ctx = event.detail && event.detail.ctx;
    var found = ctx && ctx.target;
    return typeof found === "string" ? document.querySelector(found) : found;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button");
    if (!button || button.type === "button") { return; }
    var now = Date.now();
    /* A double tap must not answer the next question too, which stands where the last one stood. */
    var calm = button === pressed ? 1000 : button.closest("[data-calm]") ? 400 : 0;
    if (now - pressedAt < calm) { event.preventDefault(); event.stopPropagation(); return; }
    pressed = button; pressedAt = now;
  }, true);
  document.addEventListener("htmx:before:request", function (event) {
    say("");
    var region = target(event);
    if (region) { region.setAttribute("aria-busy", "true"); }
    clearTimeout(slow);
    slow = setTimeout(function () { say("slow"); }, 10000);
  });
  document.addEventListener("htmx:finally:request", function (event) {
    clearTimeout(slow);
    var region = target(event);
    if (region) { region.removeAttribute("aria-busy"); }
    if (status.textContent === status.getAttribute("data-slow")) { say(""); }
  });
  document.addEventListener("htmx:error", function () { say("offline"); });
  document.addEventListener("htmx:response:error", function (event) {
    var ctx = event.detail && event.detail.ctx;
    var code = ctx && ctx.response && ctx.response.status;
    if (code >= 500) { say("failed"); }
  });
  /* A reply without the region would empty the hole: go to the page it is, or say that this one is out of date. */
  document.addEventListener("htmx:before:swap", function (event) {
    var ctx = event.detail.ctx, tasks = event.detail.tasks;
    if (!ctx || !ctx.select || ctx.swap === "none" || !tasks || !tasks[0] || !tasks[0].fragment) { return; }
    if (tasks[0].fragment.childElementCount !== 0) { return; }
    event.preventDefault();
    if (ctx.response.status < 400) { location.assign(ctx.response.raw.url); } else { say("outdated"); }
  });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
  function unhide() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (button) { button.hidden = false; });
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-print]")) { window.print(); }
  });
  document.addEventListener("htmx:after:swap", unhide);
  unhide();
  /* An old address of a part that has a page of its own now. */
  var moved = location.hash && document.getElementById(location.hash.slice(1));
  if (moved && moved.hasAttribute("data-moved")) { location.replace(moved.href); }

  /* The walk through a lesson: focus after a step was swapped, the way back, and links that name a place but no step. */
  function walk() { return document.getElementById("walk"); }
  function reveal(place) {
    var fold = place && place.closest("details");
    if (fold && !fold.open) { fold.open = true; place.scrollIntoView(); }
  }
  function follow() {
    var name = location.hash.slice(1), place = name && document.getElementById(name), list = walk();
    if (!name || place || !list) { reveal(place); return; }
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
    /* On a phone what stands above the step has been seen: it costs no scrolling again. */
    if (matchMedia("(max-width:56rem)").matches) { walk().scrollIntoView(); } else { window.scrollTo(0, 0); }
    walk().querySelector("[data-heading]").focus({ preventScroll: true });
  });
  window.addEventListener("popstate", function () {
    if (walk() && location.pathname !== walk().getAttribute("data-path")) { location.reload(); }
  });
  window.addEventListener("hashchange", follow);
  follow();

  /* Listen is fetched only where the device has voices of its own. */
  var speech = window.speechSynthesis, spot = document.querySelector("[data-listen]");
  function listen() {
    if (!spot || !speech.getVoices().some(function (one) { return one.localService; })) { return; }
    var script = document.createElement("script");
    script.src = spot.getAttribute("data-listen");
    document.head.appendChild(script);
    spot = null;
    speech.removeEventListener("voiceschanged", listen);
  }
  if (spot && speech && speech.addEventListener) {
    speech.addEventListener("voiceschanged", listen);
    listen();
  }
})();
