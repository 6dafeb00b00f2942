/* What is changed in the box of a letter stands at once on its paper, and so in print and in what is copied.
   Comes with the letter, and runs again with each new one. */
(function () {
  "use strict";
  var box = document.getElementById("letter-text"), paper = document.getElementById("letter-paper");
  function lines(text) {
    var paragraph = document.createElement("p");
    text.split("\n").forEach(function (line, number) {
      if (number) { paragraph.appendChild(document.createElement("br")); }
      paragraph.appendChild(document.createTextNode(line));
    });
    return paragraph;
  }
  box.addEventListener("input", function () {
    paper.textContent = "";
    box.value.trim().split(/\n{2,}/).forEach(function (part) { paper.appendChild(lines(part)); });
  });
})();
