/* Questions: rows of an order moved by buttons, rows of a match folded, a guess answered in place. All work without. */
(function () {
  "use strict";
  var root = document.documentElement;
  if (root.hasAttribute("data-questions")) { return; }
  root.setAttribute("data-questions", "");
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function all(list, what) { return Array.prototype.slice.call(list.querySelectorAll(what)); }

  /* Order. The selects stay the form's values; what is right already keeps its place, the others share those left. */
  function free(list) { return all(list, "li:not([data-kept])"); }
  function lay(list, moving) {
    var rows = all(list, "li"), left = moving.slice(), place = 1;
    var kept = {};
    rows.forEach(function (row) { if (row.hasAttribute("data-kept")) { kept[row.getAttribute("data-kept")] = row; } });
    for (; place <= rows.length; place += 1) {
      var row = kept[place] || left.shift();
      list.appendChild(row);
      if (!kept[place]) {
        row.querySelector("select").value = String(place);
        row.querySelector(".n").textContent = place;
      }
    }
  }
  function sortable(list) {
    if (list.classList.contains("moves")) { return; }
    var rows = free(list);
    function wanted(row) { return Number(row.querySelector("select").value || row.getAttribute("data-was")) || 99; }
    list.classList.add("moves");
    rows.forEach(function (row) { each(row.querySelectorAll("[hidden]"), function (one) { one.hidden = false; }); });
    lay(list, rows.map(function (row, at) { return { row: row, at: at, place: wanted(row) }; })
      .sort(function (one, other) { return one.place - other.place || one.at - other.at; })
      .map(function (one) { return one.row; }));
  }
  function move(button) {
    var list = button.closest("[data-sort]"), row = button.closest("li"), rows = free(list);
    var at = rows.indexOf(row), to = at + (button.getAttribute("data-go") === "up" ? -1 : 1);
    if (to >= 0 && to < rows.length) {
      rows.splice(at, 1);
      rows.splice(to, 0, row);
      lay(list, rows);
      button.focus();
    }
    list.parentNode.querySelector("[data-moved]").textContent =
      row.querySelector("label").textContent + " " + row.querySelector(".n").textContent;
  }

  /* Match. A row folds to the chip that was tapped: by pointer only, since arrow keys must be free to roam. */
  function fold(row, on) {
    each(row.querySelectorAll(".chip"), function (chip) {
      var box = chip.querySelector("input");
      if (box) { chip.hidden = on && !box.checked; }
    });
    row.querySelector("[data-unfold]").hidden = !on;
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    var button = target.closest && target.closest("[data-go], [data-unfold]");
    if (button && button.hasAttribute("data-go")) { move(button); return; }
    if (button) {
      var row = button.closest("[data-fold]");
      fold(row, false);
      row.querySelector("input:checked").focus();
      return;
    }
    if (target.tagName !== "INPUT" || target.type !== "radio") { return; }
    var pair = target.closest("[data-fold]"), guess = target.closest(".guess"), byPointer = event.detail > 0;
    if (pair && byPointer) { fold(pair, true); }
    if (guess && byPointer) { guess.querySelector("[data-reveal]").open = true; }
  });
  function begin() { each(document.querySelectorAll("[data-sort]"), sortable); }
  document.addEventListener("htmx:after:swap", begin);
  begin();
})();
