/* "Copy": the text of a box, or of an exercise's result without its forms and buttons, what is folded in it as well; works without HTTPS too.
   Comes with the result, and runs again with each new one. */
(function () {
  "use strict";
  function each(found, act) { Array.prototype.forEach.call(found, act); }
  function textOf(element) {
    if (element.tagName === "TEXTAREA") { return element.value; }
    var left = element.querySelectorAll("form,button,.no-print,details:not([data-copied-too])");
    var closed = element.querySelectorAll("details[data-copied-too]:not([open])");
    each(left, function (one) { one.hidden = true; });
    each(closed, function (one) { one.open = true; });
    var text = element.innerText.replace(/\n{3,}/g, "\n\n").trim();
    each(closed, function (one) { one.open = false; });
    each(left, function (one) { one.hidden = false; });
    return text;
  }
  function copy(button) {
    var box = document.createElement("textarea");
    box.value = textOf(document.getElementById(button.getAttribute("data-copy")));
    document.body.appendChild(box);
    box.select();
    var done = document.execCommand("copy");
    document.body.removeChild(box);
    button.focus();
    if (!done) { return; }
    document.getElementById("status").textContent = button.getAttribute("data-copied");
    button.textContent = button.getAttribute("data-copied");
  }
  each(document.querySelectorAll("[data-copy][hidden]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { copy(button); });
  });
})();
