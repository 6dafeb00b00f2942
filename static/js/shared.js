/* On a shared computer: says some time before that the sign-in ends, and ends it here when the server has. */
(function () {
  "use strict";
  var box = document.getElementById("shared"), form = box.querySelector("form"), status = document.getElementById("status");
  var WARN = Number(box.getAttribute("data-warning")), end, warned = false, timer;
  function set(left) {
    end = Date.now() + left * 1000;
    warned = false;
    box.hidden = true;
    box.classList.remove("soon");
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0.5, left - WARN) * 1000);
  }
  function warn() {
    warned = true;
    box.hidden = false;
    box.classList.add("soon");
    status.textContent = box.querySelector("[data-before]").textContent;
  }
  function over() {
    if (box.hasAttribute("data-personal")) { location.replace(box.getAttribute("data-out")); return; }
    box.hidden = false;
    box.querySelector("[data-before]").hidden = true;
    box.querySelector("[data-ended]").hidden = false;
    form.hidden = true;
    status.textContent = box.querySelector("[data-ended]").textContent;
  }
  function ask(options, then) {
    options.headers = { Accept: "application/json" };
    fetch(box.getAttribute("data-ask"), options).then(function (reply) { return reply.json(); }).then(function (found) {
      then(found.left);
    }, function () { timer = setTimeout(look, 10000); });
  }
  /* Another tab may have been used: the server knows how long there is left. Asking is no use of the session. */
  function look() {
    ask({}, function (left) {
      if (left <= 0) { over(); return; }
      if (left > WARN) { set(left); return; }
      if (!warned) { warn(); }
      clearTimeout(timer);
      timer = setTimeout(look, (left < 15 ? left + 1 : 15) * 1000);
    });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    status.textContent = "";
    ask({ method: "POST", body: new FormData(form) }, set);
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden && Date.now() > end - WARN * 1000) { look(); } });
  set(Number(box.getAttribute("data-left")));
})();
