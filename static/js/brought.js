/* Figures behind the # of a link fill the boxes of an exercise. They were sent nowhere, and they leave the address. */
(function () {
  "use strict";
  var MOST_LETTERS = 40;
  var form = document.querySelector("#exercise form[autocomplete=off]:not([hx-get])");
  var note = document.getElementById("from-link"), given = location.hash.slice(1), filled = 0;
  if (!form || !note || given.indexOf("=") < 0) { return; }
  function fill(box, value) {
    if (box.type === "radio" || box.type === "checkbox") {
      if (box.type === "radio" ? box.value !== value : value !== "on") { return; }
      box.checked = true;
    } else if (box.tagName === "SELECT") {
      if (![].some.call(box.options, function (one) { return one.value === value; })) { return; }
      box.value = value;
    } else if (box.type === "text" || box.type === "date") {
      box.value = value;
    } else {
      return;
    }
    for (var fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) { fold.open = true; }
    filled += 1;
  }
  new URLSearchParams(given).forEach(function (value, name) {
    if (value.length <= MOST_LETTERS) {
      [].filter.call(form.elements, function (box) { return box.name === name; }).forEach(function (box) { fill(box, value); });
    }
  });
  if (filled) {
    history.replaceState(null, "", location.pathname + location.search);
    note.hidden = false;
    note.focus();
  }
})();
