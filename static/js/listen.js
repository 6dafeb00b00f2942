/* Listen: reads the step aloud with the device's own voices, so that nothing leaves it. Hidden where there is none. */
(function () {
  "use strict";
  var speech = window.speechSynthesis, root = document.documentElement, speed = "1";
  var parts = [], at = 0, turn = 0, isReading = false, shown = null, sent = "", from = "";
  var SKIPPED = "button,select,script,style,svg,sup,.kick,.kick-row,.no-print,.visually-hidden:not(.spoken),[aria-hidden=true]";
  /* Browsers lay out what is folded, so its boxes do not tell that nobody sees it. */
  var UNSAID = SKIPPED + ",details:not([open]) > :not(summary)";

  /* Mandarin for Chinese pages: a Cantonese voice would read other words than those that are written. */
  function voice() {
    var language = root.lang.slice(0, 2), best = language === "zh" ? "zh-cn" : root.lang.toLowerCase();
    var fit = speech.getVoices().filter(function (one) {
      var tag = one.lang.toLowerCase().replace("_", "-");
      return one.localService && tag.slice(0, 2) === language && !/^zh.*-(hk|mo)|yue/.test(tag);
    });
    return fit.filter(function (one) { return one.lang.toLowerCase().replace("_", "-").indexOf(best) === 0; })[0] || fit[0];
  }
  function box() { return document.querySelector("#walk .stepbox, #walk #lesson-end"); }
  function block(node) {
    while (getComputedStyle(node).display.indexOf("inline") === 0) { node = node.parentNode; }
    return node;
  }
  /* The choices of a match stand under every line: once is enough to know them, and what was chosen is said again. */
  function isRepeated(holder, text, heard) {
    if (!holder.closest(".pair .chips")) { return false; }
    var chip = holder.closest(".chip"), isKnown = heard.indexOf(text) >= 0;
    heard.push(text);
    return isKnown && !(chip && chip.querySelector(":checked"));
  }
  /* Paragraph by paragraph, long ones by sentences: what is paused, or read faster, begins anew near where it was.
     After an answer it begins with its question, not with the whole step again. */
  function texts() {
    var walk = document.createTreeWalker(box(), NodeFilter.SHOW_TEXT), found = [], heard = [], last = null, node;
    var first = from && document.getElementById(from);
    while ((node = walk.nextNode())) {
      var holder = node.parentNode;
      if (!node.data.trim() || holder.closest(UNSAID) || !holder.getClientRects().length) { continue; }
      if (first && !(first.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) { continue; }
      if (isRepeated(holder, node.data.trim(), heard)) { continue; }
      var here = block(holder);
      var goesOn = here === last && !holder.closest(".tag");
      if (goesOn) { found[found.length - 1] += node.data; } else { found.push(node.data); }
      last = here;
    }
    return found.reduce(function (all, text) {
      return all.concat(text.replace(/\s+/g, " ").trim().match(/.+?(?:[。！？；]|[.!?;] |$)/g) || []);
    }, []);
  }
  function part(name) { return shown.querySelector("[data-" + name + "]"); }
  function label(name) {
    Array.prototype.forEach.call(part("say").querySelectorAll("span"), function (one) {
      one.hidden = one.getAttribute("data-when") !== name;
    });
    part("stop").hidden = name === "idle";
  }
  function hush() { turn += 1; isReading = false; speech.cancel(); }
  function read() {
    var mine = (turn += 1), reader = voice(), said;
    speech.cancel();
    if (at >= parts.length || !reader) { stop(); show(); return; }
    isReading = true;
    said = new SpeechSynthesisUtterance(parts[at]);
    said.voice = reader;
    said.lang = reader.lang;
    said.rate = Number(speed);
    said.onend = function () { if (mine === turn) { at += 1; read(); } };
    said.onerror = function () { if (mine === turn) { pause(); } };
    speech.speak(said);
    label("reading");
  }
  function pause() { hush(); label("paused"); }
  function stop() { hush(); parts = []; at = 0; from = ""; label("idle"); }
  function press() {
    if (isReading) { pause(); return; }
    if (!parts.length) { parts = texts(); at = 0; }
    read();
  }
  function show() {
    var spot = document.querySelector("#walk [data-listen]");
    if (spot !== shown) {
      shown = spot;
      from = "";
      if (spot) {
        part("speed").value = speed;
        part("say").addEventListener("click", press);
        part("stop").addEventListener("click", stop);
        part("speed").addEventListener("change", function () { speed = this.value; if (isReading) { read(); } });
      }
    }
    if (spot) { spot.hidden = !voice(); }
  }
  speech.addEventListener("voiceschanged", show);
  document.addEventListener("submit", function (event) {
    var question = event.target.closest("[id^=q-]");
    sent = question ? question.id : "";
  });
  document.addEventListener("htmx:after:swap", function () {
    if (shown) { stop(); from = sent; sent = ""; }
    show();
  });
  window.addEventListener("pagehide", function () { if (shown) { stop(); } });
  show();
})();
